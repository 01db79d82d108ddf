/** Tells the outbox how effects ended, many in one commit: while one commit runs, the next batch gathers. */

import type { EffectQueue, Millis } from "@mastic/core";

export interface Settlement {
  complete(id: bigint): void;
  retry(id: bigint, dueAt: Millis, error: string): void;
  /** Resolves when everything told so far is durable. */
  settled(): Promise<void>;
}

const MAX_ERROR_LENGTH = 500;
const RETRY_MILLIS = 1_000;
const MAX_TRIES = 10;

/**
 * @param onError hears of every failure of the store; what it concerned is told again, and in the end left to its lease.
 * @param onSettled hears of the effects whose ending is durable, or was given up.
 */
export function settlement(
  effects: EffectQueue,
  onError: (error: unknown) => void,
  onSettled: (ids: readonly bigint[]) => void,
): Settlement {
  let done: bigint[] = [];
  let failed: { id: bigint; dueAt: Millis; error: string }[] = [];
  let running: Promise<void> | undefined;

  const persist = async (write: () => Promise<void>): Promise<void> => {
    for (let tries = 1; tries <= MAX_TRIES; tries++)
      try {
        await write();
        return;
      } catch (error) {
        onError(error);
        if (tries < MAX_TRIES) await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
      }
  };
  const run = async (): Promise<void> => {
    while (done.length > 0 || failed.length > 0) {
      const [completed, retried] = [done, failed];
      done = [];
      failed = [];
      if (completed.length > 0) await persist(() => effects.complete(completed));
      if (retried.length > 0) await persist(() => effects.retry(retried));
      onSettled([...completed, ...retried.map(({ id }) => id)]);
    }
    running = undefined;
  };
  const start = (): void => {
    // A turn of the event loop later, so that answers which arrive together share a commit.
    running ??= new Promise<void>((resolve) => setImmediate(resolve)).then(run);
  };

  return {
    complete(id) {
      done.push(id);
      start();
    },
    retry(id, dueAt, error) {
      failed.push({ id, dueAt, error: storable(error) });
      start();
    },
    async settled() {
      await running;
    },
  };
}

/** Errors quote peers, and a store refuses what has no UTF-8 form. */
function storable(error: string): string {
  return error.slice(0, MAX_ERROR_LENGTH).replace(/[\0\ud800-\udfff]/gu, "\ufffd");
}
