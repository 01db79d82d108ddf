/** The check of what a turn emits, which every engine makes before it keeps an effect. */

import type { Json } from "./column.ts";
import { StoreError } from "./error.ts";
import type { NewEffect } from "./effect.ts";

/** An effect on its way into the outbox. */
export interface CheckedEffect {
  readonly kind: string;
  /** The payload as JSON text. */
  readonly payload: string;
  readonly key: string | null;
  readonly lane: string | null;
  readonly body: { readonly id: string; readonly content: string } | null;
  /** `null`: at once. */
  readonly dueAt: number | null;
}

/** @throws {StoreError} `invalid_value`, naming the field, for what cannot be kept. */
export function checkEffect(effect: NewEffect): CheckedEffect {
  const { dueAt } = effect;
  if (dueAt !== undefined && !Number.isSafeInteger(dueAt)) throw invalid("dueAt");
  return {
    kind: text("kind", effect.kind),
    payload: json(effect.payload),
    key: effect.key === undefined ? null : text("key", effect.key),
    lane: effect.lane === undefined ? null : text("lane", effect.lane),
    body:
      effect.body === undefined
        ? null
        : { id: text("body.id", effect.body.id), content: text("body.content", effect.body.content) },
    dueAt: dueAt ?? null,
  };
}

function text(field: string, value: string): string {
  // A lone surrogate has no UTF-8 form, and PostgreSQL cannot keep U+0000.
  if (typeof value !== "string" || /[\0\ud800-\udfff]/u.test(value)) throw invalid(field);
  return value;
}

function json(payload: Json): string {
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
