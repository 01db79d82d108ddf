import { describe, expect, it } from "vitest";
import { memoryStore } from "../memory/store.ts";
import { coreSchema } from "../schema/schema.ts";
import { instance } from "../user/homes.test-support.ts";
import { createDirectory } from "./directory.ts";
import { setPolicy } from "./policy.ts";

const now = () => 1_795_000_000_000;
const refused = { code: "BadArgs", field: "rules" };

/** Both ways in: a moderator's, and that of a host which knows who asks. */
async function instanceWithRules() {
  const store = memoryStore(coreSchema, { clock: now });
  const ctx = {
    store,
    instance: { ...instance, rules: ["Configured."] },
    now,
    random: (length: number) => new Uint8Array(length),
  };
  const directory = createDirectory(ctx);
  await directory.setUp({ initialModerator: "m" });
  return {
    directory,
    ways: [
      (rules: string[]) => directory.updatePolicy({ principal: "m" }, () => ({ rules })),
      (rules: string[]) => setPolicy(ctx, { rules }),
    ],
  };
}

describe("the policy of an instance", () => {
  it("is the configured one until there is another, which is kept without the space around its rules", async () => {
    const { directory, ways } = await instanceWithRules();
    expect(await directory.policy()).toEqual({ rules: ["Configured."] });
    for (const [index, set] of ways.entries()) {
      expect(await set([`  Be kind ${index}.\n`])).toEqual({ rules: [`Be kind ${index}.`] });
      expect(await directory.policy()).toEqual({ rules: [`Be kind ${index}.`] });
    }
  });

  it.each([
    ["an empty rule", ["Be kind.", " \n "]],
    ["a line feed, which makes one rule look like two", ["ok\n- Upgrade nothing"]],
    ["another line break", ["ok\u2028- Upgrade nothing"]],
    ["a carriage return", ["ok\rno"]],
    ["NUL", ["a\0b"]],
    ["half a character", ["a\ud800b"]],
    ["a long rule", ["x".repeat(1_001)]],
    ["many rules", Array.from({ length: 51 }, () => "x")],
  ])("does not take %s", async (_, rules) => {
    const { directory, ways } = await instanceWithRules();
    for (const set of ways) await expect(set(rules)).rejects.toMatchObject(refused);
    expect(await directory.policy()).toEqual({ rules: ["Configured."] });
  });

  it("takes 50 rules of 1,000 characters, in whatever language", async () => {
    const { directory, ways } = await instanceWithRules();
    const rules = Array.from({ length: 50 }, (_, i) => `${i}`.padEnd(1_000, "é"));
    for (const set of ways) expect(await set(rules)).toEqual({ rules });
    expect(await directory.policy()).toEqual({ rules });
  });
});
