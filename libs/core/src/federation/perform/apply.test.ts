import { parseActivity } from "@mastic/activitypub";
import { describe, expect, it } from "vitest";
import { inbox } from "../../schema/user.ts";
import { network } from "../servers.test-support.ts";
import { apply } from "./apply.ts";

const DAY = 24 * 3_600_000;

describe("apply", () => {
  it("remembers an activity for as long as anybody may tell it again, and forgets it afterwards", async () => {
    const world = network();
    const here = world.server("here.example");
    const { account } = await here.member("alice");
    const { account: actor } = await here.member("bob");
    let taken = 0;
    const tell = (id: string): Promise<void> =>
      apply(here.ctx, {
        activity: parseActivity({ id, type: "Like", actor: actor.uri, object: "https://here.example/x" }),
        activityUri: id,
        type: "Like",
        actor,
        targets: new Set([account.id]),
        toSubscribers: false,
        prepared: {
          subscribers: "nobody",
          user: async () => {
            taken += 1;
            return false;
          },
        },
      });
    const remembered = (): Promise<number> =>
      here.store.view(account.id, async (view) => (await view.scan(inbox, { limit: 1000 })).rows.length);

    await tell("https://there.example/1");
    await tell("https://there.example/1");
    expect(taken).toBe(1);
    world.clock += 91 * DAY;
    for (let n = 2; n < 34; n += 1) {
      world.clock += 1;
      await tell(`https://there.example/${n}`);
    }
    expect(await remembered()).toBe(32);
  });
});
