/** Undoing what is not done: the domain says so, Mastodon's API answers as if it had been. */

import { CoreError, type CoreErrorCode } from "@mastic/core";

/** Waits for an action, and takes these refusals as its success. */
export async function unless(codes: readonly CoreErrorCode[], action: Promise<unknown>): Promise<void> {
  try {
    await action;
  } catch (error) {
    if (error instanceof CoreError && codes.includes(error.code)) return;
    throw error;
  }
}
