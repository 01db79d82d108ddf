import { BLANK_ACCOUNT, INSTANCE, type AccountRow, type ReportRow, type UserRow } from "@mastic/core";
import { outbox, outboxBodies } from "@mastic/core/engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moduleFile } from "../../build/canisters.ts";
import * as directoryBindings from "../../src/candid/directory.did.ts";
import { directorySchema } from "../../src/directory/tables.ts";
import { State } from "../../src/store/state.ts";
import { populationModule, tellRows } from "../population/populationCanister.ts";
import type { NamedRow } from "../population/rows.ts";
import { auditStore, openMap } from "../support/auditStore.ts";
import {
  installArgument,
  moderator,
  operator,
  person,
  startCanisterNode,
  type CanisterNode,
  type DirectoryActor,
} from "../support/canisterNode.ts";
import { mapInImage } from "../support/stableImage.ts";

const mallory = person("mallory");
const target = "https://there.example/users/somebody";
/** How many a Directory indexes in one message. */
const SLICE = 500;
/** So many that it is still at it while it is asked. */
const REPORTS = 8 * SLICE;
/** As many as one person may have open. */
const OPEN = 20;
const PATIENCE_MS = 300_000;
const then = Date.UTC(2026, 0, 1);

const reporter: UserRow = {
  id: 1n,
  principal: mallory.toText(),
  handle: "mallory",
  canisterId: null,
  status: "Active",
  failure: null,
  createdAt: then,
};

const account: AccountRow = {
  ...BLANK_ACCOUNT,
  id: 2n,
  uri: target,
  acct: "somebody@there.example",
  username: "somebody",
  host: "there.example",
  url: target,
  inbox: `${target}/inbox`,
  sharedInbox: null,
  outbox: null,
  followersUri: null,
  followingUri: null,
  featuredUri: null,
  createdAt: then,
  fetchedAt: then,
};

/** Mallory's stand between those of others, from the first to the last: as many of hers are closed as are open. */
function report(nth: number): ReportRow {
  const kth = nth % (REPORTS / (2 * OPEN)) === 0 ? nth / (REPORTS / (2 * OPEN)) : undefined;
  const isClosed = kth !== undefined && kth % 2 === 1;
  return {
    id: BigInt(nth + 1),
    reporter: kth === undefined ? person(`other ${nth}`).toText() : mallory.toText(),
    reporterAccountId: kth === undefined ? null : reporter.id,
    targetAccountId: account.id,
    targetActorUri: target,
    targetStatusUris: [],
    category: "spam",
    reason: "Look",
    brokenRules: [],
    forwarded: "no",
    activityUri: null,
    state: isClosed ? "Resolved" : "Open",
    createdAt: then + nth,
    resolvedAt: isClosed ? then + nth : null,
    resolvedBy: isClosed ? moderator.toText() : null,
  };
}

describe("a Directory of before reports were found by who made them", () => {
  let node: CanisterNode;
  let asMallory: DirectoryActor;
  beforeAll(async () => {
    node = await startCanisterNode({ userModule: false, time: Date.UTC(2026, 5, 1) });
    asMallory = node.as(mallory);
    const { runtime, directoryId } = node;
    const at = { canisterId: directoryId, sender: operator };
    await runtime.upgradeCanister({ ...at, wasm: await populationModule(".build-new-index") });
    const rows: NamedRow[] = [
      ["users", { ...reporter }],
      ["accounts", { ...account }],
      ...Array.from({ length: REPORTS }, (_, nth): NamedRow => ["reports", { ...report(nth) }]),
    ];
    await tellRows(runtime, directoryId, operator, { schema: "earlierDirectory", owner: INSTANCE, rows });
    expect(await indexed()).toBe("none");
    await runtime.upgradeCanister({
      ...at,
      wasm: moduleFile("directory"),
      arg: installArgument(directoryBindings, { Upgrade: {} }),
    });
    await runtime.takeExecutions();
  }, PATIENCE_MS);
  afterAll(() => node.close());

  const stored = async () => mapInImage(await node.runtime.getStableMemory(node.directoryId));

  /** How far the index is by now: what it has, or "all" of it. */
  async function indexed(): Promise<string> {
    const map = new Map(await stored());
    const { layout } = new State(openMap(map), directorySchema, [
      ...directorySchema.tables,
      outbox,
      outboxBodies,
    ]);
    const table = [...layout.tables].find(({ table: { name } }) => name === "reports");
    const tree = table?.all.find(({ name }) => name.endsWith("byReporter"));
    if (tree === undefined) throw new Error("There is no such index.");
    return tree.builtTo === undefined ? "all" : tree.builtTo === "" ? "none" : tree.builtTo;
  }

  it(
    "fills the index slice by slice, and counts the open reports of each person right meanwhile",
    { timeout: PATIENCE_MS },
    async () => {
      const met = new Set<string>();
      const resolve = async (id: bigint) =>
        expect(await node.as(moderator).resolve_report({ id })).toMatchObject({ Ok: { id } });
      const file = () =>
        asMallory.file_report({
          target_actor_uri: target,
          target_status_uris: [],
          reason: "Look",
          forward: false,
          target_inbox: [],
          category: [],
          rule_ids: [],
        });
      for (let round = 0; !met.has("all"); round += 1) {
        met.add(await indexed());
        expect(await file()).toEqual({ Err: { LimitExceeded: expect.any(String) as string } });
        // By turns the first and the last of hers that is open: one that the index has, one that it does not have yet.
        const step = BigInt((REPORTS / OPEN) * Math.floor(round / 2));
        await resolve(round % 2 === 0 ? 1n + step : BigInt(REPORTS - REPORTS / OPEN + 1) - step);
        expect(await file()).toMatchObject({ Ok: { reporter: mallory.toText() } });
        expect(await file()).toEqual({ Err: { LimitExceeded: expect.any(String) as string } });
      }
      expect(met.size).toBeGreaterThan(3);
      expect(met).toContain("none");
      const messages = (await node.runtime.takeExecutions()).filter(({ entry }) =>
        entry.includes("run_timer"),
      );
      const slices = messages.filter(({ instructions }) => instructions > 50_000_000n);
      expect(slices.length).toBeGreaterThanOrEqual(REPORTS / SLICE);
      for (const { instructions } of slices) expect(instructions).toBeLessThan(1_000_000_000n);
      expect(auditStore(await stored(), directorySchema)).toEqual([]);
    },
  );
});
