import { expect, test } from "vitest";
import type { JsonObject } from "../json/json.ts";
import { vectors } from "../vector.test-support.ts";
import { assertionMethodOf, verificationMethodDocument } from "./assertion-method.ts";

interface Case {
  readonly name: string;
  readonly document: JsonObject;
  readonly verificationMethod: string;
  readonly key: JsonObject;
  readonly code: string;
}
const { valid, invalid } = vectors("assertion-methods") as { valid: Case[]; invalid: Case[] };

test.each(valid)("$name", ({ document, verificationMethod, key }) => {
  expect(assertionMethodOf(document, verificationMethod)).toEqual(key);
});

test.each(invalid)("$name is refused", ({ document, verificationMethod, code }) => {
  expect(() => assertionMethodOf(document, verificationMethod)).toThrow(expect.objectContaining({ code }));
});

test("a key is looked for in the document that its id names", () => {
  expect(verificationMethodDocument("https://a.example/users/alice#key#2")).toBe(
    "https://a.example/users/alice",
  );
  expect(verificationMethodDocument("https://a.example/key")).toBe("https://a.example/key");
});
