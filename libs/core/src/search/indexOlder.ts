/**
 * indexOlder: what was here before search was, a few statuses in each turn. It is begun for each user by the first
 * search, or the first post, after that: a start takes no longer because of it.
 */

import type { Context } from "../context.ts";
import { effect } from "../effects.ts";
import { done, type Performer } from "../federation/perform/outcome.ts";
import { recordOf, textOf, textOrNull } from "../federation/perform/payload.ts";
import { byOwnId, walkIndex, type Walk } from "../read/walk.ts";
import { statuses } from "../schema/statuses.ts";
import { notifications, profiles, type ProfileRow } from "../schema/user.ts";
import { addAddressees } from "../status/address.ts";
import type { Owner, Turn, View } from "../store/store.ts";
import { indexOnce } from "./indexStatus.ts";
import { libraryOf } from "./library.ts";

/** Statuses in one turn. */
const STATUSES = 20;

/** Leaves the wish that the owner's library is indexed, unless it was left before. */
export async function indexOlderOnce(turn: Turn, profile: ProfileRow): Promise<void> {
  if (profile.indexedAt !== null) return;
  await turn.update(profiles, { accountId: profile.accountId }, { indexedAt: turn.now });
  goOn(turn, 0, null);
}

/** @param list how many lists are done; `before` the least id of the next one that is done */
function goOn(turn: Turn, list: number, before: bigint | null): void {
  const payload = { list: list.toString(), before: before?.toString() ?? null };
  turn.emit(effect({ kind: "indexOlder", payload }, { key: turn.owner.toString() }));
}

export function indexOlder({ store }: Context): Performer {
  return async ({ owner, payload }) => {
    const record = recordOf(payload);
    const list = Number(textOf(record, "list"));
    const last = textOrNull(record, "before");
    const before = last === null ? undefined : BigInt(last);
    await store.turn(owner, async (turn) => {
      const walk = listsOf(turn, owner)[list];
      if (walk === undefined) return;
      const { rows, isEnd } = await walk({ after: undefined, before, forward: false, limit: STATUSES });
      for (const { statusId } of rows) {
        const status = await turn.get(statuses, { id: statusId });
        if (status === undefined) continue;
        await addAddressees(turn, status);
        await indexOnce(turn, status);
      }
      const next = rows.at(-1);
      if (isEnd || next === undefined) goOn(turn, list + 1, null);
      else goOn(turn, list, next.at);
    });
    return done;
  };
}

interface Entry {
  /** Its place in its list. */
  readonly at: bigint;
  readonly statusId: bigint;
}

/** The library, and the notifications of mentions: nothing else remembers those that were for everybody. */
function listsOf(view: View, owner: Owner): Walk<Entry>[] {
  const library = libraryOf(view, owner).map((walk) => entries(walk, (id) => ({ at: id, statusId: id })));
  const told = walkIndex(view, {
    table: notifications,
    index: "byType",
    equals: { type: "mention" },
    ...byOwnId,
  });
  return [...library, entries(told, ({ id, statusId }) => ({ at: id, statusId: statusId ?? 0n }))];
}

function entries<R>(walk: Walk<R>, entry: (row: R) => Entry): Walk<Entry> {
  return async (range) => {
    const { rows, isEnd } = await walk(range);
    return { rows: rows.map(entry), isEnd };
  };
}
