import { expect, test } from "vitest";
import type { JsonObject } from "../json/json.ts";
import { ownerOf, withoutLinkedDataSignature } from "./owner.ts";

const alice = "https://server.example/users/alice";
const bob = "https://server.example/users/bob";

const cases: [string, JsonObject, string | undefined][] = [
  ["an activity", { type: "Create", actor: alice, object: { attributedTo: bob } }, alice],
  ["an object", { type: "Note", attributedTo: alice }, alice],
  ["embedded, in a list of one", { type: "Note", attributedTo: [{ type: "Person", id: alice }] }, alice],
  ["both, and the same", { type: "Create", actor: alice, attributedTo: [alice] }, alice],
  ["both, and not the same", { type: "Note", actor: alice, attributedTo: bob }, undefined],
  ["one that is nobody beside another", { type: "Note", actor: null, attributedTo: bob }, undefined],
  ["several", { type: "Video", attributedTo: [alice, bob] }, undefined],
  ["an empty list", { type: "Note", attributedTo: [] }, undefined],
  ["an actor", { type: "Person", id: alice }, undefined],
];
test.each(cases)("%s", (_, document, owner) => {
  expect(ownerOf(document)).toBe(owner);
});

test("only the signature beside the proof goes", () => {
  const document = { type: "Create", signature: { type: "RsaSignature2017" }, object: { signature: "x" } };
  expect(withoutLinkedDataSignature(document)).toEqual({ type: "Create", object: { signature: "x" } });
  const other = { type: "Create" };
  expect(withoutLinkedDataSignature(other)).toBe(other);
});
