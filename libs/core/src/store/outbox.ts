/** The outbox as engines keep it: its two tables, and the check of what a turn emits. */

import { isStorableText } from "./check.ts";
import { integer, json, millis, snowflake, text, type Json } from "./column.ts";
import { StoreError } from "./error.ts";
import type { EffectBody, NewEffect } from "./effect.ts";
import { table } from "./table.ts";

/** Texts that effects share. */
export const outboxBodies = table("outboxBodies", {
  scope: "instance",
  columns: { id: text(), content: text() },
  primaryKey: ["id"],
});

/** The effects that wait. */
export const outbox = table("outbox", {
  scope: "instance",
  columns: {
    id: snowflake(),
    owner: snowflake(),
    kind: text(),
    payload: json<Json>(),
    key: text().nullable(),
    lane: text().nullable(),
    /** Names a body in `outboxBodies`. */
    bodyId: text().nullable(),
    /** A body that nothing shares. */
    content: text().nullable(),
    dueAt: millis(),
    /** Until when a claim hides it; `null` when it was not claimed since it last became due. */
    leasedUntil: millis().nullable(),
    attempts: integer(),
    error: text().nullable(),
    createdAt: millis(),
  },
  primaryKey: ["id"],
  indexes: {
    byDue: ["dueAt"],
    byKey: ["kind", "key"],
    byLane: ["lane", "dueAt"],
    byBody: ["bodyId"],
    byLease: ["leasedUntil"],
  },
});

/** An effect on its way into the outbox. */
export interface CheckedEffect {
  readonly kind: string;
  /** The payload as JSON text. */
  readonly payload: string;
  readonly key: string | null;
  readonly isUrgent: boolean;
  readonly lane: string | null;
  readonly body: EffectBody | null;
  /** `null`: at once. */
  readonly dueAt: number | null;
}

/** @throws {StoreError} `invalid_value`, naming the field, for what cannot be kept. */
export function checkEffect(effect: NewEffect): CheckedEffect {
  const { dueAt } = effect;
  if (dueAt !== undefined && !Number.isSafeInteger(dueAt)) throw invalid("dueAt");
  return {
    kind: checkText("kind", effect.kind),
    payload: jsonText(effect.payload),
    key: effect.key === undefined ? null : checkText("key", effect.key),
    isUrgent: effect.isUrgent ?? false,
    lane: effect.lane === undefined ? null : checkText("lane", effect.lane),
    body:
      effect.body === undefined
        ? null
        : {
            id: effect.body.id === null ? null : checkText("body.id", effect.body.id),
            content: checkText("body.content", effect.body.content),
          },
    dueAt: dueAt ?? null,
  };
}

function checkText(field: string, value: string): string {
  if (!isStorableText(value)) throw invalid(field);
  return value;
}

function jsonText(payload: Json): string {
  let written: unknown;
  try {
    written = JSON.stringify(payload);
  } catch {
    // A BigInt, a cycle, or a depth that exhausts the stack.
  }
  if (typeof written !== "string") throw invalid("payload");
  return written;
}

function invalid(field: string): StoreError {
  return new StoreError("invalid_value", `an effect's ${field} cannot be kept`, { column: field });
}
