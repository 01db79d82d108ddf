/**
 * The keys of the actor, made after the home: RSA for requests, over many messages and from the randomness of the
 * Internet Computer alone; Ed25519 for proofs, of the same randomness; and one that the network holds (decision 024).
 */

import { addActorKey, keyPairs, type Context, type Owner, type Performer, type Turn } from "@mastic/core";
import { ED25519_SEED_BYTES, ed25519KeyOf } from "../crypto/ed25519Key.ts";
import { generateRsaKey, RSA_SEED_BYTES } from "../crypto/generateRsaKey.ts";
import { deriveThresholdKey } from "../crypto/thresholdEd25519.ts";
import { setTimer } from "../engine/timers.ts";
import type { Randomness } from "../host/randomness.ts";

export const MAKE_KEYS = "makeKeys";
export const MAIN_KEY = "main-key";
export const ASSERTION_KEY = "ed25519-key";
const THRESHOLD_KEY = "threshold-key";

/** Has the keys made that are not there yet. */
export function wantKeys(turn: Turn): void {
  turn.emit({ kind: MAKE_KEYS, payload: null, key: MAKE_KEYS });
}

export function makeKeys(
  { store }: Context,
  owner: Owner,
  randomness: Randomness,
  schnorrKeyName: string,
): Performer {
  const has = async (name: string): Promise<boolean> =>
    store.view(owner, async (view) => (await view.get(keyPairs, { name })) !== undefined);
  return async () => {
    if (!(await has(ASSERTION_KEY))) {
      await randomness.fill(ED25519_SEED_BYTES);
      const pair = ed25519KeyOf(randomness.take(ED25519_SEED_BYTES));
      await store.turn(owner, (turn) =>
        addActorKey(turn, { name: ASSERTION_KEY, algorithm: "ed25519", ...pair }),
      );
    }
    if (!(await has(MAIN_KEY))) {
      await randomness.fill(RSA_SEED_BYTES);
      const pair = await generateRsaKey(randomness.take(RSA_SEED_BYTES), nextMessage);
      await store.turn(owner, (turn) =>
        addActorKey(turn, { name: MAIN_KEY, algorithm: "rsa-2048", ...pair }),
      );
    }
    if (!(await has(THRESHOLD_KEY))) {
      const pair = await deriveThresholdKey({ keyName: schnorrKeyName, path: THRESHOLD_KEY });
      await store.turn(owner, (turn) =>
        addActorKey(turn, { name: THRESHOLD_KEY, algorithm: "ed25519", ...pair }),
      );
    }
    return { status: "done" };
  };
}

const nextMessage = (): Promise<void> => new Promise((resolve) => setTimer(0, resolve));
