import { installIdna } from "@mastic/validation/idna";
import { describe, expect, it } from "vitest";
import vectors from "../../../../vectors/validation/host.json" with { type: "json" };
import { asSent, hostOf } from "./origin.ts";

installIdna();

/** The vectors are those of `canonicalHost`; here they show that whose an id is, is read by it. */
describe("the host that an id belongs to", () => {
  it.each(vectors.valid)("$input is $canonical", ({ input, canonical, scheme = "https" }) => {
    expect(hostOf(`${scheme}://${input}/users/alice`)).toBe(canonical);
  });

  it.each(vectors.invalid.filter(({ input }) => !input.includes("/")))(
    "$input is none: $source",
    ({ input }) => {
      expect(hostOf(`https://${input}/users/alice`)).toBeUndefined();
    },
  );
});

it("what is signed is the URL as it goes over the wire", () => {
  expect(asSent("https://bücher.example/inbox?x=1")).toBe("https://xn--bcher-kva.example/inbox?x=1");
  expect(asSent("https://peer.example/users/a%20b")).toBe("https://peer.example/users/a%20b");
});
