import { describe, expect, it } from "vitest";
import { CircuitBreaker } from "./circuitBreaker.ts";

const options = { threshold: 3, pauseMillis: 1_000, maxPauseMillis: 3_000, maxLanes: 4 };
const lane = "peer.example";

function opened(breaker: CircuitBreaker, now: number): number | undefined {
  let until: number | undefined;
  for (let i = 0; i < options.threshold; i++) until = breaker.fail(lane, now);
  return until;
}

describe("CircuitBreaker", () => {
  it("opens after so many failures in a row", () => {
    const breaker = new CircuitBreaker(options);
    expect([breaker.fail(lane, 0), breaker.fail(lane, 0), breaker.state(lane, 0)]).toEqual([
      undefined,
      undefined,
      "closed",
    ]);
    expect(breaker.fail(lane, 10)).toBe(1_010);
    expect([breaker.state(lane, 1_009), breaker.openUntil(lane, 1_009)]).toEqual(["open", 1_010]);
    expect([breaker.state(lane, 1_010), breaker.openUntil(lane, 1_010)]).toEqual(["half-open", undefined]);
    expect(breaker.state("other.example", 10)).toBe("closed");
  });

  it("forgives at a success", () => {
    const breaker = new CircuitBreaker(options);
    breaker.fail(lane, 0);
    breaker.fail(lane, 0);
    breaker.succeed(lane);
    expect([breaker.fail(lane, 0), breaker.size]).toEqual([undefined, 1]);
    opened(breaker, 0);
    breaker.succeed(lane);
    expect([breaker.state(lane, 0), breaker.size]).toEqual(["closed", 0]);
  });

  it("doubles the pause with each failed probe, up to its limit", () => {
    const breaker = new CircuitBreaker(options);
    expect(opened(breaker, 0)).toBe(1_000);
    expect(breaker.fail(lane, 1_000)).toBe(3_000);
    expect(breaker.fail(lane, 3_000)).toBe(6_000);
    expect(breaker.fail(lane, 6_000)).toBe(9_000);
  });

  it("learns nothing from attempts that were under way when it opened", () => {
    const breaker = new CircuitBreaker(options);
    opened(breaker, 0);
    expect(breaker.fail(lane, 500)).toBeUndefined();
    expect(breaker.openUntil(lane, 500)).toBe(1_000);
  });

  it("opens at once for as long as the peer asks, within its limit", () => {
    const breaker = new CircuitBreaker(options);
    expect(breaker.fail(lane, 0, 2_000)).toBe(2_000);
    expect(breaker.fail(lane, 1_000, 500)).toBeUndefined();
    expect(breaker.fail(lane, 1_000, 99_000)).toBe(4_000);
  });

  it("remembers so many lanes, and forgets the one that failed longest ago", () => {
    const breaker = new CircuitBreaker(options);
    for (const name of ["a", "b", "c", "d"]) breaker.fail(name, 0, 1_000);
    breaker.fail("a", 1, 2_000);
    breaker.fail("e", 0, 1_000);
    expect(breaker.size).toBe(4);
    expect(["a", "b", "e"].map((name) => breaker.state(name, 2))).toEqual(["open", "closed", "open"]);
  });
});
