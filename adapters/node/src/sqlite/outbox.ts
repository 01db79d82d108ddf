/** The outbox in SQLite: written with the turn that emits, worked off by the host. */

import type { EffectQueue, Json, Millis, Owner, StoredEffect } from "@mastic/core";
import { outbox, storedEffect, type CheckedEffect, type KeptEffect, type Workers } from "@mastic/core/engine";
import type { SQLOutputValue } from "node:sqlite";
import type { Connection } from "./connection.ts";
import { TableSql } from "./tableSql.ts";

const sql = new TableSql(outbox);

/** `size` stops counting here. */
const MAX_COUNTED = 10_000;

/** Writes what a turn emitted, unless an effect of its kind and key waits already. @returns what was written */
export function keepEffect(
  connection: Connection,
  effect: CheckedEffect,
  turn: { readonly id: bigint; readonly owner: Owner; readonly now: Millis },
  workers: Workers,
): KeptEffect[] {
  const { kind, key, lane, body } = effect;
  const now = BigInt(turn.now);
  if (key !== null) {
    // One that was begun no longer waits, also when its lease has ended: what it does may have missed what this turn
    // wrote, and it may still be settled.
    const waiting = connection.first(
      `SELECT 1 FROM "outbox" WHERE "kind" = ? AND "key" = ? AND "leasedUntil" IS NULL`,
      [kind, key],
    );
    if (waiting !== undefined) {
      if (!effect.isUrgent) return [];
      connection.run(
        `UPDATE "outbox" SET "dueAt" = min("dueAt", ?), "attempts" = 0
         WHERE "kind" = ? AND "key" = ? AND "leasedUntil" IS NULL`,
        [now, kind, key],
      );
      return [{ kind }];
    }
  }
  if (body !== null && body.id !== null)
    connection.run(`INSERT INTO "outboxBodies" ("id", "content") VALUES (?, ?) ON CONFLICT DO NOTHING`, [
      body.id,
      body.content,
    ]);
  const taker = workers.takerOf(effect, turn.now);
  const leasedUntil = taker === undefined ? null : BigInt(turn.now + taker.leaseMillis);
  connection.run(
    `INSERT INTO "outbox" ("id", "owner", "kind", "payload", "key", "lane", "bodyId", "content", "dueAt", "leasedUntil", "attempts", "createdAt")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
    [
      turn.id,
      turn.owner,
      kind,
      effect.payload,
      key,
      lane,
      body?.id ?? null,
      body !== null && body.id === null ? body.content : null,
      leasedUntil ?? (effect.dueAt === null ? now : BigInt(effect.dueAt)),
      leasedUntil,
      now,
    ],
  );
  return [
    taker === undefined ? { kind } : { kind, taken: { by: taker, effect: storedEffect(effect, turn) } },
  ];
}

/** The queue over `commit`, which runs a change in the writer's line, and `read`. */
export function effectQueue(
  commit: <R>(change: (connection: Connection) => R) => Promise<R>,
  read: <R>(look: (connection: Connection) => R) => Promise<R>,
  workers: Workers,
): EffectQueue {
  return {
    claim: (options) => commit((connection) => claim(connection, options)),
    complete: (ids) => commit((connection) => complete(connection, ids)),
    retry: (failed) =>
      commit((connection) => {
        for (const { id, dueAt, error } of failed)
          connection.run(
            `UPDATE "outbox" SET "dueAt" = ?, "error" = ?, "leasedUntil" = NULL, "attempts" = "attempts" + 1
             WHERE "id" = ?`,
            [BigInt(dueAt), error, id],
          );
      }),
    release: (ids, dueAt) =>
      commit((connection) => {
        for (const id of ids)
          connection.run(
            `UPDATE "outbox" SET "dueAt" = ?, "leasedUntil" = NULL WHERE "id" = ? AND "leasedUntil" IS NOT NULL`,
            [BigInt(dueAt), id],
          );
      }),
    postponeLane: (lane, dueAt) =>
      commit((connection) => {
        connection.run(`UPDATE "outbox" SET "dueAt" = ?1 WHERE "lane" = ?2 AND "dueAt" < ?1`, [
          BigInt(dueAt),
          lane,
        ]);
      }),
    releaseLeases: (now) =>
      commit((connection) => {
        // What was postponed after it was claimed stays postponed.
        connection.run(
          `UPDATE "outbox" SET "dueAt" = iif("dueAt" > "leasedUntil", "dueAt", ?), "leasedUntil" = NULL
           WHERE "leasedUntil" IS NOT NULL`,
          [BigInt(now)],
        );
      }),
    nextDueAt: () =>
      read((connection) => {
        const dueAt = connection.first(`SELECT min("dueAt") FROM "outbox"`)?.[0];
        return typeof dueAt === "bigint" ? Number(dueAt) : undefined;
      }),
    size: () =>
      read((connection) =>
        Number(
          connection.first(`SELECT count(*) FROM (SELECT 1 FROM "outbox" LIMIT ${MAX_COUNTED})`)?.[0] ?? 0,
        ),
      ),
    attach: (worker) => workers.attach(worker),
  };
}

function claim(connection: Connection, options: Parameters<EffectQueue["claim"]>[0]): StoredEffect[] {
  const { now, limit, leaseMillis, kinds } = options;
  const due = connection.all(
    `${sql.select} INDEXED BY "outbox_byDue" WHERE "dueAt" <= ?
     ${kinds === undefined ? "" : `AND "kind" IN (SELECT "value" FROM json_each(?))`}
     ORDER BY "dueAt", "id" LIMIT ?`,
    [BigInt(now), ...(kinds === undefined ? [] : [JSON.stringify(kinds)]), BigInt(limit)],
  );
  const leasedUntil = BigInt(now + leaseMillis);
  const bodies = new Map<string, SQLOutputValue>();
  return due.map((values) => {
    const { id, owner, kind, payload, key, lane, bodyId, content, dueAt, attempts, createdAt } =
      outboxRow(values);
    connection.run(`UPDATE "outbox" SET "dueAt" = ?1, "leasedUntil" = ?1 WHERE "id" = ?2`, [leasedUntil, id]);
    if (bodyId !== null && !bodies.has(bodyId))
      bodies.set(
        bodyId,
        connection.first(`SELECT "content" FROM "outboxBodies" WHERE "id" = ?`, [bodyId])?.[0] ?? "",
      );
    const own = content === null ? null : { id: null, content };
    const body = bodyId === null ? own : { id: bodyId, content: String(bodies.get(bodyId)) };
    return { id, owner, kind, payload, key, lane, body, dueAt, attempts, createdAt };
  });
}

function complete(connection: Connection, ids: readonly bigint[]): void {
  const bodies = new Set<SQLOutputValue>();
  for (const id of ids) {
    const [bodyId] = connection.first(`DELETE FROM "outbox" WHERE "id" = ? RETURNING "bodyId"`, [id]) ?? [];
    if (typeof bodyId === "string") bodies.add(bodyId);
  }
  for (const id of bodies)
    connection.run(
      `DELETE FROM "outboxBodies"
       WHERE "id" = ?1 AND NOT EXISTS (SELECT 1 FROM "outbox" WHERE "bodyId" = ?1)`,
      [id],
    );
}

type OutboxRow = Omit<StoredEffect, "body"> & {
  readonly bodyId: string | null;
  readonly content: string | null;
  readonly payload: Json;
};

// Written by keepEffect alone, into a STRICT table.
const outboxRow = (values: readonly SQLOutputValue[]): OutboxRow => sql.row(values) as unknown as OutboxRow;
