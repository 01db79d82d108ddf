import { expect, it } from "vitest";
import { threadOf } from "./threadOf.ts";

const of = (pairs: Record<string, string | null>): { id: string; in_reply_to_id: string | null }[] =>
  Object.entries(pairs).map(([id, in_reply_to_id]) => ({ id, in_reply_to_id }));

it("makes a tree of a list in any order", () => {
  expect(threadOf("1", of({ "4": "2", "2": "1", "3": "1" }))).toEqual([
    { id: "2", answers: [{ id: "4", answers: [] }] },
    { id: "3", answers: [] },
  ]);
});

it("keeps answers to what is not shown", () => {
  expect(threadOf("1", of({ "3": "2" }))).toEqual([{ id: "3", answers: [] }]);
});

it("ends where answers go in a ring", () => {
  expect(threadOf("1", of({ "2": "1", "3": "3" }))).toHaveLength(2);
  expect(threadOf("1", of({ "2": "3", "3": "2" }))).toEqual([]);
});
