/** Waiting for what happens in another process: polls until it is so, and says what it saw last when it never is. */

const PATIENCE_MILLIS = 30_000;
const PAUSE_MILLIS = 50;

export function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

/**
 * @param what for the message, such as "bob's post in alice's home timeline"
 * @param look returns what was waited for, or `undefined` while it is not there; what it throws is tried again
 * @throws {Error} when the time is over
 */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  patienceMillis = PATIENCE_MILLIS,
): Promise<T> {
  const end = performance.now() + patienceMillis;
  let last: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) {
      throw new Error(`Waited ${patienceMillis} ms in vain for ${what}.`, { cause: last });
    }
    await pause(PAUSE_MILLIS);
  }
}
