import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { fillIn } from "../../sns/fillIn.ts";
import { snsInitSchema } from "../../sns/snsInit.ts";

const text = readFileSync(join(import.meta.dirname, "../../sns_init.yaml"), "utf8");
const DIRECTORY = "rrkah-fqaaa-aaaaa-aaaaq-cai";
const OPERATOR = "rwlgt-iiaaa-aaaaa-aaaaa-cai";
const FORUM = "https://forum.dfinity.org/t/an-sns-for-mastic/1";

it("fills in principals wherever they are meant, and the forum's address, and leaves the rest as it is", () => {
  const filled = fillIn(text, { principals: { directory: DIRECTORY, operator: OPERATOR }, forum: FORUM });
  const before = snsInitSchema.parse(parse(text));
  const after = snsInitSchema.parse(parse(filled));
  expect(after).toMatchObject({
    fallback_controller_principals: [OPERATOR],
    dapp_canisters: [DIRECTORY, "aaaaa-aa"],
    NnsProposal: { ...before.NnsProposal, url: FORUM },
    Distribution: { Neurons: [{ principal: OPERATOR }, { principal: "aaaaa-aa" }] },
  });
  expect(after.Swap).toEqual(before.Swap);
  const changed = filled.split("\n").filter((line, at) => line !== text.split("\n")[at]);
  expect(changed).toEqual([
    `  url: ${FORUM}`,
    `  - ${OPERATOR} # operator`,
    `  - ${DIRECTORY} # directory`,
    `    - principal: ${OPERATOR} # operator`,
  ]);
  // A second time there is another principal to replace.
  const again = fillIn(filled, { principals: { directory: "aaaaa-aa", operator: "aaaaa-aa" } });
  expect(again).toBe(text.replace("https://forum.dfinity.org/", FORUM));
});

it("knows who is in the file", () => {
  expect(() => fillIn(text, { principals: { moderator: DIRECTORY } })).toThrow("no principal of moderator");
});
