/** Contract: what was acknowledged is there when the store is opened again. */

import { same } from "./assert.ts";
import { contractCase, START, type ContractCase } from "./harness.ts";
import { folders } from "./schema.ts";

const ALICE = 5n;

export const durabilityCases: readonly ContractCase[] = [
  contractCase("keeps everything when it is opened again", async (store, clock, { reopen }) => {
    if (reopen === undefined) throw new Error("a durable engine can be opened again");
    const last = await store.turn(ALICE, async (turn) => {
      await turn.insert(folders, { id: turn.nextId(), name: "kept", parentId: null });
      turn.emit({ kind: "k", payload: { n: 1 }, body: { id: "b", content: "text" }, lane: "host" });
      return turn.nextId();
    });
    clock.now -= 60_000;
    const again = await reopen();
    await again.turn(ALICE, async (turn) => {
      same(turn.nextId() > last, true, "ids go on");
      same(turn.now, START, "time goes on");
      same((await turn.find(folders, "name", { name: "kept" }))?.name, "kept");
    });
    const [effect] = await again.effects.claim({ now: START, limit: 9, leaseMillis: 1 });
    same([effect?.payload, effect?.body?.content, effect?.lane], [{ n: 1 }, "text", "host"]);
  }),
];
