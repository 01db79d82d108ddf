/** The outbox over rows that answer at once: of the in-memory store, and of engines in other packages. */

import { MAX_SCAN } from "../store/scan.ts";
import type { Json } from "../store/column.ts";
import type { EffectQueue, StoredEffect } from "../store/effect.ts";
import { storedEffect, type KeptEffect, type Workers } from "../store/workers.ts";
import { outbox, outboxBodies, type CheckedEffect } from "../store/outbox.ts";
import type { RowReader, RowWriter } from "../store/session.ts";
import { INSTANCE, type Millis, type Owner } from "../store/store.ts";
import type { Row } from "../store/table.ts";

type EffectRow = Row<typeof outbox>;

/** Writes what a turn emitted, unless an effect of its kind and key waits already. @returns what was written */
export function keepEffect(
  draft: RowWriter,
  effect: CheckedEffect,
  turn: { readonly id: bigint; readonly owner: Owner; readonly now: Millis },
  workers: Workers,
): KeptEffect[] {
  const { kind, key, lane, body } = effect;
  const waiting = key === null ? [] : waitingUnder(draft, kind, key);
  if (waiting.length > 0) {
    if (!effect.isUrgent) return [];
    for (const { id, dueAt } of waiting)
      draft.update(INSTANCE, outbox, { id }, { dueAt: Math.min(dueAt, turn.now), attempts: 0 });
    return [{ kind }];
  }
  const bodyId = body?.id ?? null;
  if (body !== null && bodyId !== null)
    draft.insertIfAbsent(INSTANCE, outboxBodies, { id: bodyId, content: body.content });
  const taker = workers.takerOf(effect, turn.now);
  const leasedUntil = taker === undefined ? null : turn.now + taker.leaseMillis;
  const row: EffectRow = {
    id: turn.id,
    owner: turn.owner,
    kind,
    payload: JSON.parse(effect.payload) as Json,
    key,
    lane,
    bodyId,
    content: bodyId === null ? (body?.content ?? null) : null,
    dueAt: leasedUntil ?? effect.dueAt ?? turn.now,
    leasedUntil,
    attempts: 0,
    error: null,
    createdAt: turn.now,
  };
  draft.insert(INSTANCE, outbox, row);
  return [
    taker === undefined ? { kind } : { kind, taken: { by: taker, effect: storedEffect(effect, turn) } },
  ];
}

/**
 * An effect that was begun no longer waits, also when its lease has ended: what it does may have missed what this turn
 * wrote, and it may still be settled.
 */
function waitingUnder(draft: RowWriter, kind: string, key: string): EffectRow[] {
  return rowsOf(draft, "byKey", { kind, key }).filter(({ leasedUntil }) => leasedUntil === null);
}

/** All rows under a prefix of an index. */
function rowsOf(draft: RowReader, index: string, equals: Partial<EffectRow>): EffectRow[] {
  const found: EffectRow[] = [];
  let after: Partial<EffectRow> | undefined;
  do {
    const page = draft.scan(INSTANCE, outbox, {
      index,
      equals,
      limit: MAX_SCAN,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...(page.rows as EffectRow[]));
    after = page.next;
  } while (after !== undefined);
  return found;
}

/** The queue over `commit`, which runs a change alone and keeps it, and `read`. */
export function effectQueue(
  commit: <R>(change: (draft: RowWriter) => R) => Promise<R>,
  read: <R>(look: (snapshot: RowReader) => R) => Promise<R>,
  workers: Workers,
): EffectQueue {
  const change = (draft: RowWriter, id: bigint, values: Partial<EffectRow>): boolean =>
    draft.update(INSTANCE, outbox, { id }, values);

  return {
    claim: ({ now, limit, leaseMillis, kinds }) =>
      commit((draft) => {
        const claimed: EffectRow[] = [];
        let after: Partial<EffectRow> | undefined;
        do {
          const page = draft.scan(INSTANCE, outbox, {
            index: "byDue",
            before: { dueAt: now + 1 },
            limit: Math.min(limit, MAX_SCAN),
            ...(after === undefined ? {} : { after }),
          });
          const rows = (page.rows as EffectRow[]).filter(({ kind }) => kinds?.includes(kind) ?? true);
          claimed.push(...rows.slice(0, limit - claimed.length));
          after = page.next;
        } while (after !== undefined && claimed.length < limit);
        const leasedUntil = now + leaseMillis;
        for (const { id } of claimed) change(draft, id, { dueAt: leasedUntil, leasedUntil });
        return claimed.map((row) => shown(draft, row));
      }),
    complete: (ids) =>
      commit((draft) => {
        for (const id of ids) {
          const row = draft.get(INSTANCE, outbox, { id }) as EffectRow | undefined;
          if (row === undefined) continue;
          draft.delete(INSTANCE, outbox, { id });
          const { bodyId } = row;
          if (bodyId !== null && draft.count(INSTANCE, outbox, { index: "byBody", equals: { bodyId } }) === 0)
            draft.delete(INSTANCE, outboxBodies, { id: bodyId });
        }
      }),
    retry: (failed) =>
      commit((draft) => {
        for (const { id, dueAt, error } of failed) {
          const row = draft.get(INSTANCE, outbox, { id }) as EffectRow | undefined;
          if (row === undefined) continue;
          change(draft, id, { dueAt, error, leasedUntil: null, attempts: row.attempts + 1 });
        }
      }),
    release: (ids, dueAt) =>
      commit((draft) => {
        for (const id of ids) {
          const row = draft.get(INSTANCE, outbox, { id }) as EffectRow | undefined;
          if (row !== undefined && row.leasedUntil !== null) change(draft, id, { dueAt, leasedUntil: null });
        }
      }),
    postponeLane: (lane, dueAt) =>
      commit((draft) => {
        for (const row of rowsOf(draft, "byLane", { lane }))
          if (row.dueAt < dueAt) change(draft, row.id, { dueAt });
      }),
    releaseLeases: (now) =>
      commit((draft) => {
        for (const row of leased(draft))
          change(draft, row.id, {
            leasedUntil: null,
            // What was postponed after it was claimed stays postponed.
            dueAt: row.leasedUntil !== null && row.dueAt > row.leasedUntil ? row.dueAt : now,
          });
      }),
    nextDueAt: () =>
      read((snapshot) => {
        const [first] = snapshot.scan(INSTANCE, outbox, { index: "byDue", limit: 1 }).rows as EffectRow[];
        return first?.dueAt;
      }),
    size: () => read((snapshot) => snapshot.count(INSTANCE, outbox, {})),
    attach: (worker) => workers.attach(worker),
  };
}

function leased(draft: RowWriter): EffectRow[] {
  const found: EffectRow[] = [];
  let after: Partial<EffectRow> | undefined = {};
  while (after !== undefined) {
    const page = draft.scan(INSTANCE, outbox, { index: "byLease", after, limit: MAX_SCAN });
    found.push(...(page.rows as EffectRow[]));
    after = page.next;
  }
  return found;
}

function shown(draft: RowWriter, row: EffectRow): StoredEffect {
  const { id, owner, kind, payload, key, lane, bodyId, dueAt, attempts, createdAt } = row;
  const shared =
    bodyId === null
      ? undefined
      : (draft.get(INSTANCE, outboxBodies, { id: bodyId }) as Row<typeof outboxBodies>);
  const body = shared ?? (row.content === null ? null : { id: null, content: row.content });
  return { id, owner, kind, payload, key, lane, body, dueAt, attempts, createdAt };
}
