/**
 * Deletes the bytes that nothing refers to any more: media whose post or upload is gone, pictures that were replaced.
 *
 * Rows go in many ways, some of them by cascade; so the blobs are held against the rows, now and then, and what a crash
 * or an older version left behind goes the same way.
 */

import { accounts, INSTANCE, media, users, type Bound, type Store } from "@mastic/core";
import type { BlobStore } from "./blobStore.ts";

/** Bytes come before the row that refers to them: what is younger than this is let be. */
const GRACE_MILLIS = 3_600_000;
const SWEEP_EVERY_MILLIS = 3_600_000;
const FIRST_SWEEP_MILLIS = 60_000;
/** How many blobs, or accounts, one view looks up. */
const STEP = 100;

/** @returns how many were deleted */
export async function sweepBlobs(
  store: Store,
  blobs: BlobStore,
  now: number,
  signal?: AbortSignal,
): Promise<number> {
  const pictures = await profilePictures(store);
  let deleted = 0;
  let batch: string[] = [];
  const finish = async (): Promise<void> => {
    const keys = batch.filter((key) => !pictures.has(key));
    batch = [];
    for (const key of await unused(store, keys)) {
      if (await blobs.delete(key, now - GRACE_MILLIS)) deleted += 1;
    }
  };
  for await (const key of blobs.keys()) {
    if (signal?.aborted === true) return deleted;
    batch.push(key);
    if (batch.length === STEP) await finish();
  }
  await finish();
  return deleted;
}

/** Sweeps soon and then every hour, until the signal. */
export function keepSwept(
  store: Store,
  blobs: BlobStore,
  signal: AbortSignal,
  done: (deleted: number) => void,
  failed: (error: unknown) => void,
): void {
  const later = (millis: number): void => {
    const timer = setTimeout(() => {
      sweepBlobs(store, blobs, Date.now(), signal)
        .then(done, (error: unknown) => {
          // The store has been closed.
          if (!signal.aborted) failed(error);
        })
        .finally(() => {
          if (!signal.aborted) later(SWEEP_EVERY_MILLIS);
        });
    }, millis);
    timer.unref();
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  };
  later(FIRST_SWEEP_MILLIS);
}

/** Avatars and headers of the people here. */
async function profilePictures(store: Store): Promise<Set<string>> {
  const found = new Set<string>();
  let after: Bound<typeof users> | undefined;
  do {
    const from = after;
    const page = await store.view(INSTANCE, async (view) => {
      const { rows, next } = await view.scan(users, {
        ...(from === undefined ? {} : { after: from }),
        limit: STEP,
      });
      const people = await view.getMany(
        accounts,
        rows.map(({ id }) => ({ id })),
      );
      return { people: people.filter((row) => row !== undefined), next };
    });
    for (const { avatar, header } of page.people) {
      for (const key of [avatar, header]) if (key !== null) found.add(key);
    }
    after = page.next;
  } while (after !== undefined);
  return found;
}

function unused(store: Store, keys: readonly string[]): Promise<string[]> {
  return store.view(INSTANCE, async (view) => {
    const found: string[] = [];
    for (const key of keys) {
      const original = await view.scan(media, { index: "byBlob", equals: { blob: key }, limit: 1 });
      if (original.rows.length > 0) continue;
      const preview = await view.scan(media, { index: "byPreview", equals: { previewBlob: key }, limit: 1 });
      if (preview.rows.length === 0) found.push(key);
    }
    return found;
  });
}
