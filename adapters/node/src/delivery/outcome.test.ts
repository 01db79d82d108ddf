import { describe, expect, it } from "vitest";
import { FetchError, type FetchErrorCode } from "../fetch/error.ts";
import { outcomeOfError, outcomeOfStatus } from "./outcome.ts";
import { parseRetryAfter } from "./retryAfter.ts";

const now = Date.parse("2026-11-21T10:00:00Z");

describe("outcomeOfStatus", () => {
  it.each([
    [200, "done"],
    [202, "done"],
    [302, "retry"],
    [400, "failed"],
    [401, "retry"],
    [403, "failed"],
    [404, "failed"],
    [408, "retry"],
    [410, "gone"],
    [422, "failed"],
    [429, "retry"],
    [500, "retry"],
    [501, "failed"],
    [503, "retry"],
  ])("%i: %s", (status, type) => {
    expect(outcomeOfStatus(status, {}, { attempts: 0, now }).type).toBe(type);
  });

  it("gives up on a peer that refuses our signature again and again", () => {
    expect(outcomeOfStatus(401, {}, { attempts: 6, now }).type).toBe("retry");
    expect(outcomeOfStatus(401, {}, { attempts: 7, now }).type).toBe("failed");
  });

  it.each([
    [429, true],
    [502, true],
    [503, true],
    [504, true],
    [521, true],
    [500, false],
    [401, false],
  ])("%i is the fault of the whole host: %s", (status, isLaneFailure) => {
    expect(outcomeOfStatus(status, {}, { attempts: 0, now })).toMatchObject({ isLaneFailure });
  });

  it("passes Retry-After on", () => {
    const headers = { "retry-after": "120" };
    expect(outcomeOfStatus(429, headers, { attempts: 0, now })).toMatchObject({ afterMillis: 120_000 });
  });
});

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

describe("parseRetryAfter", () => {
  it.each([
    ["120", 120_000],
    [" 0 ", 0],
    ["Sat, 21 Nov 2026 10:01:00 GMT", 60_000],
    ["Sat, 21 Nov 2026 09:00:00 GMT", 0],
    ["99999999999999999999", 43_200_000],
    ["Fri, 21 Nov 2036 10:00:00 GMT", 43_200_000],
    ["soon", undefined],
    ["", undefined],
    ["1".repeat(50), undefined],
    [undefined, undefined],
  ])("%o: %o", (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
