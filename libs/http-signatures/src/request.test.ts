import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/validation/host.json" with { type: "json" };
import { requestTarget } from "./request.ts";

/** The vectors are those of `canonicalHost`; here they show that a request's target is read by it. */
describe("the authority of a request", () => {
  const [method, headers] = ["GET", {}];
  const scheme = (text = "https"): "https" | "http" => (text === "http" ? "http" : "https");

  test.each(vectors.valid)("$input is $canonical", ({ input, canonical, scheme: given }) => {
    const url = `${scheme(given)}://${input}/inbox`;
    expect(requestTarget({ method, headers, url }).authority).toBe(canonical);
    const received = { method, headers, host: input, path: "/inbox", scheme: scheme(given) };
    expect(requestTarget(received).authority).toBe(canonical);
  });

  test.each(vectors.invalid)("$input is none: $source", ({ input }) => {
    const malformed = expect.objectContaining({ code: "request_malformed" }) as Error;
    expect(() => requestTarget({ method, headers, host: input, path: "/" })).toThrow(malformed);
    if (!input.includes("/")) {
      expect(() => requestTarget({ method, headers, url: `https://${input}/` })).toThrow(malformed);
    }
  });
});
