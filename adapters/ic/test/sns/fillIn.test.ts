import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { fillIn } from "../../sns/fillIn.ts";
import { snsInitSchema } from "../../sns/snsInit.ts";

const text = readFileSync(join(import.meta.dirname, "../../sns_init.yaml"), "utf8");
const DIRECTORY = "rrkah-fqaaa-aaaaa-aaaaq-cai";
const FORUM = "https://forum.dfinity.org/t/an-sns-for-mastic/1";

it("fills in principals and the forum's address, and leaves the rest as it is", () => {
  const filled = fillIn(text, { principals: { "directory (canister)": DIRECTORY }, forum: FORUM });
  const before = snsInitSchema.parse(parse(text));
  const after = snsInitSchema.parse(parse(filled));
  expect(after).toEqual({
    ...before,
    NnsProposal: { ...before.NnsProposal, url: FORUM },
    Principals: before.Principals.map((it) =>
      it.name === "directory (canister)" ? { ...it, id: DIRECTORY } : it,
    ),
  });
  const changed = filled.split("\n").filter((line, at) => line !== text.split("\n")[at]);
  expect(changed).toEqual([`  url: ${FORUM}`, `  - id: ${DIRECTORY}`]);
  // A second time there is another principal to replace.
  expect(fillIn(filled, { principals: { "directory (canister)": "aaaaa-aa" } })).toContain(FORUM);
});

it("knows who is in the file", () => {
  expect(() => fillIn(text, { principals: { "(canister)": DIRECTORY } })).toThrow("there is no (canister)");
});
