import { describe, expect, it } from "vitest";
import { network } from "../federation/servers.test-support.ts";
import { accounts } from "../schema/accounts.ts";
import { personRow } from "../schema/personRow.test-support.ts";
import { statuses } from "../schema/statuses.ts";
import { INSTANCE } from "../store/store.ts";
import { addBoost } from "./boost.ts";

const BOOSTERS = 450;

describe("a deleted status takes its boosts along", () => {
  it.each([false, true])("however many there are (effects performed twice: %s)", async (isRepeating) => {
    const net = network();
    net.isRepeating = isRepeating;
    const here = net.server("here.example");
    net.site("far.example", async () => ({ status: 202, headers: {}, body: new Uint8Array() }));
    const alice = await here.member("alice");
    const publish = (content: string) =>
      alice.user.publishStatus(alice.caller, { content, visibility: "public" });
    const [going, staying] = [await publish("going"), await publish("staying")];
    const boosters: bigint[] = [];
    await here.store.turn(INSTANCE, async (turn) => {
      for (let n = 0; n < BOOSTERS; n += 1) {
        const row = personRow("https://far.example", `fan${n}`, {
          id: turn.nextId(),
          host: "far.example",
          createdAt: turn.now,
          fetchedAt: turn.now,
        });
        await turn.insert(accounts, row);
        boosters.push(row.id);
        for (const original of [going, staying]) {
          const id = turn.nextId();
          await addBoost(turn, row, original, {
            id,
            uri: `${row.uri}/announces/${id}`,
            visibility: "public",
            local: false,
            createdAt: turn.now,
          });
        }
      }
    });
    await net.settle();

    await alice.user.deleteStatus(alice.caller, { statusUri: going.uri });
    await net.settle();

    await here.store.view(INSTANCE, async (view) => {
      const boostsOf = (boostOfId: bigint) =>
        view.count(statuses, { index: "byBoost", equals: { boostOfId } });
      expect(await boostsOf(going.id)).toBe(0);
      expect(await boostsOf(staying.id)).toBe(BOOSTERS);
      for (const id of boosters) expect((await view.get(accounts, { id }))?.statusesCount).toBe(1);
    });
    expect(await here.store.effects.size()).toBe(0);
  });
});
