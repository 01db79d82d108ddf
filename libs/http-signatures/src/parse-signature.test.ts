import { expect, test } from "vitest";
import { parseSignature, type SignatureChoice } from "./index.ts";

const GOOD = '("@method");keyid="k"';
const METHOD = { method: "GET", url: "https://b.example/", headers: {} };

/** The label that is read of a request with these signatures, or the code that it is refused with. */
function labelOf(inputs: Readonly<Record<string, string>>, choice?: SignatureChoice): unknown {
  const input = Object.entries(inputs).map(([label, text]) => `${label}=${text}`);
  const signature = Object.keys(inputs).map((label) => `${label}=:AA==:`);
  const headers = { "signature-input": input.join(", "), signature: signature.join(", ") };
  try {
    const parsed = parseSignature({ ...METHOD, headers }, choice);
    return "label" in parsed ? parsed.label : undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
}

test.each([
  ["an unknown derived component", '("@source-ip");keyid="k"', "component_unsupported"],
  ["an unknown parameter of a field", '("forwarded";x);keyid="k"', "component_unsupported"],
  ["a time that is none", '("@method");keyid="k";created=@1', "signature_malformed"],
  ["no key id", '("@method")', "signature_malformed"],
  ["no list", "1", "signature_malformed"],
])("a signature that cannot be read, with %s, hides no other", (_, unreadable, code) => {
  expect(labelOf({ theirs: unreadable, ours: GOOD })).toBe("ours");
  expect(labelOf({ ours: GOOD, theirs: unreadable })).toBe("ours");
  expect(labelOf({ theirs: unreadable, ours: GOOD }, { label: "ours" })).toBe("ours");
  expect(labelOf({ theirs: unreadable })).toBe(code);
  expect(labelOf({ theirs: unreadable, ours: GOOD }, { label: "theirs" })).toBe(code);
});

test("a tag picks the signatures of an application", () => {
  const inputs = { a: GOOD, b: `${GOOD};tag="other"`, c: `${GOOD};tag="ours"` };
  expect(labelOf(inputs, { tag: "ours" })).toBe("c");
  expect(labelOf(inputs, { tag: "ours", label: "b" })).toBe("signature_missing");
  expect(labelOf(inputs, { label: "d" })).toBe("signature_missing");
});
