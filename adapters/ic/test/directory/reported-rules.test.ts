/** Reports that name rules, which governance may make many and long: moderators read them all the same. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/candid/directory.did.ts";
import * as bindings from "../../src/candid/directory.did.ts";
import { methodsOf } from "../../src/frame/interface.ts";
import {
  moderator,
  operator,
  person,
  startCanisterNode,
  type CanisterNode,
} from "../support/canisterNode.ts";
import { openWallet } from "../support/wallet.ts";

const carol = person("carol");
const RULES = 50;

describe("reports that name rules", () => {
  let node: CanisterNode;
  beforeAll(async () => {
    node = await startCanisterNode();
    await node.signUp(carol, "carol");
    await node.signUp(person("bob"), "bob");
    const sns = await openWallet(node.runtime);
    await node.as(operator).set_sns_governance(sns.id);
    const method = methodsOf(bindings).find(([name]) => name === "execute_proposal");
    if (method === undefined) throw new Error("There is no execute_proposal.");
    const rules = Array.from({ length: RULES }, (_, i) => `${i} ${"€".repeat(997)}`);
    await sns.call(node.directoryId, method, [{ UpdatePolicy: { rules } }], 0n);
  });
  afterAll(() => node.close());

  const file = (ruleIds: readonly string[]) =>
    node.as(carol).file_report({
      target_actor_uri: "https://here.example/users/bob",
      target_status_uris: [],
      reason: "Every rule",
      forward: false,
      target_inbox: [],
      category: [{ Violation: null }],
      rule_ids: [[...ruleIds]],
    });
  const filed = async (ruleIds: readonly string[]) => {
    const reply = await file(ruleIds);
    if ("Err" in reply) throw new Error(JSON.stringify(reply.Err));
    return reply.Ok;
  };

  const list = async (before: [] | [bigint]): Promise<Report[]> => {
    const reply = await node.as(moderator).list_reports({ state: { Open: null }, limit: 100n, before });
    if ("Err" in reply) throw new Error(JSON.stringify(reply.Err));
    return reply.Ok;
  };

  it("count each rule once, however often it is named", async () => {
    const { id, broken_rules } = await filed(Array.from({ length: 200 }, (_, i) => String((i % 2) + 1)));
    expect(broken_rules.map((rule) => rule.id)).toEqual(["1", "2"]);
    expect(await file(["1", String(RULES + 1)])).toMatchObject({
      Err: { BadArgs: expect.anything() as unknown },
    });
    await node.as(moderator).resolve_report({ id });
  });

  it("are listed page by page where an answer has not room for all", async () => {
    const every = Array.from({ length: RULES }, (_, i) => String(i + 1));
    const wanted: string[] = [];
    for (let i = 0; i < 16; i += 1) wanted.unshift((await filed(every)).id.toString());

    const listed: string[] = [];
    for (let before: [] | [bigint] = []; ;) {
      const page = await list(before);
      const last = page.at(-1);
      if (last === undefined) break;
      expect(page.every(({ broken_rules }) => broken_rules.length === RULES)).toBe(true);
      listed.push(...page.map(({ id }) => id.toString()));
      before = [last.id];
    }
    expect(listed).toEqual(wanted);

    const shown: string[] = [];
    for (let query = ""; ;) {
      const { status, body } = await node.as(moderator).api_update({
        method: "GET",
        url: `/api/v1/admin/reports${query}`,
        headers: [],
        body: new Uint8Array(),
      });
      expect(status).toBe(200);
      const page = JSON.parse(new TextDecoder().decode(Uint8Array.from(body))) as { id: string }[];
      const last = page.at(-1);
      if (last === undefined) break;
      shown.push(...page.map(({ id }) => id));
      query = `?max_id=${last.id}`;
    }
    expect(shown).toEqual(wanted);
  });
});
