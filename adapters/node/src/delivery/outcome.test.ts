import { describe, expect, it } from "vitest";
import { FetchError, type FetchErrorCode } from "../fetch/error.ts";
import { outcomeOfError } from "./outcome.ts";

describe("outcomeOfError", () => {
  const of = (code: FetchErrorCode, status?: number): ReturnType<typeof outcomeOfError> =>
    outcomeOfError(new FetchError(code, "said so", status === undefined ? {} : { status }));

  it.each([
    ["dns_failure", true],
    ["connection_failed", true],
    ["tls_failure", true],
    ["timeout", true],
    ["invalid_response", false],
    ["overloaded", false],
    ["closed", false],
  ] as const)("tries again after %s; fault of the host: %s", (code, isLaneFailure) => {
    expect(of(code)).toMatchObject({ type: "retry", isLaneFailure, error: `${code}: said so` });
  });

  it.each(["address_refused", "protocol_refused", "invalid_url"] as const)("gives up after %s", (code) => {
    expect(of(code)).toMatchObject({ type: "failed" });
  });

  it("takes a 2xx whose body never ends for a 2xx", () => {
    expect(of("too_large", 202)).toEqual({ type: "done" });
    expect(of("too_large", 500)).toMatchObject({ type: "retry" });
  });

  it("tries again after anything else", () => {
    expect(outcomeOfError(new TypeError("x"))).toEqual({
      type: "retry",
      error: "TypeError: x",
      isLaneFailure: false,
    });
  });
});
