import { expect, it } from "vitest";
import { effect } from "../../effects.ts";
import { accounts } from "../../schema/accounts.ts";
import { domainBlocks } from "../../schema/instance.ts";
import { personRow } from "../../schema/personRow.test-support.ts";
import { INSTANCE } from "../../store/store.ts";
import { network } from "../servers.test-support.ts";

const STRANGERS = 900;

it.each([false, true])(
  "one performance looks at a part of the accounts, and all come to their turn (performed twice: %s)",
  async (isRepeating) => {
    const net = network();
    const here = net.server("here.example");
    const { store, federation } = here;
    const suspended = () =>
      store.view(INSTANCE, async (view) => {
        const { rows } = await view.scan(accounts, { index: "byHost", after: {}, limit: 1_000 });
        expect(rows).toHaveLength(STRANGERS);
        const found = rows.filter((row) => row.suspended);
        expect(found.every(({ host }) => host === "far.example")).toBe(true);
        return found.length;
      });
    await store.turn(INSTANCE, async (turn) => {
      for (let n = 0; n < STRANGERS; n += 1) {
        // One host has more of them than one performance looks at.
        const host = n % 3 === 0 ? "near.example" : "far.example";
        const at = { id: turn.nextId(), host, acct: `fan${n}@${host}`, createdAt: turn.now, fetchedAt: turn.now }; // prettier-ignore
        await turn.insert(accounts, personRow(`https://${host}`, `fan${n}`, at));
      }
      await turn.put(domainBlocks, { domain: "far.example", severity: "suspend", createdAt: turn.now });
    });
    const begun = effect({ kind: "enforceDomainBlock", payload: { domain: "far.example" } });
    await store.turn(INSTANCE, async (turn) => turn.emit(begun));
    const [claimed] = await store.effects.claim({ now: net.clock, limit: 1, leaseMillis: 1_000 });
    if (claimed === undefined) throw new Error("There is no effect.");
    expect(await federation.perform.enforceDomainBlock(claimed)).toEqual({ status: "done" });
    await store.effects.complete([claimed.id]);
    const first = await suspended();
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan((STRANGERS * 2) / 3);

    net.isRepeating = isRepeating;
    await net.settle();
    expect(await suspended()).toBe((STRANGERS * 2) / 3);
    expect(await store.effects.size()).toBe(0);
  },
);
