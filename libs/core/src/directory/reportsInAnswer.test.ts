import { describe, expect, it } from "vitest";
import type { ReportRow } from "../schema/instance.ts";
import { reportsInAnswer } from "./reportsInAnswer.ts";

const report = (id: bigint, reason: string, rules: number): ReportRow => ({
  id,
  reporter: "p-alice",
  reporterAccountId: 1n,
  targetAccountId: 2n,
  targetActorUri: "https://here.example/users/bob",
  targetStatusUris: [],
  category: "violation",
  reason,
  brokenRules: Array.from({ length: rules }, (_, i) => ({ id: String(i + 1), text: "€".repeat(1_000) })),
  forwarded: "no",
  activityUri: null,
  state: "Open",
  createdAt: 0,
  resolvedAt: null,
  resolvedBy: null,
});

describe("the reports of one answer", () => {
  it("are all of them while they are short", () => {
    const rows = Array.from({ length: 100 }, (_, i) => report(BigInt(i), "x".repeat(1_000), 1));
    expect(reportsInAnswer(rows)).toEqual(rows);
    expect(reportsInAnswer([])).toEqual([]);
  });

  it("are the first, up to the one that has no room", () => {
    const rows = [report(1n, "a", 50), report(2n, "b", 50), report(3n, "c", 50), report(4n, "d", 50), report(5n, "e", 0)]; // prettier-ignore
    expect(reportsInAnswer(rows).map(({ id }) => id)).toEqual([1n, 2n, 3n]);
  });

  it("are one at least", () => {
    const rows = [report(1n, "a", 500), report(2n, "b", 0)];
    expect(reportsInAnswer(rows).map(({ id }) => id)).toEqual([1n]);
  });
});
