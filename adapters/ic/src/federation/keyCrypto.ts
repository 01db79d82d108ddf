/** Makes the key of the instance actor, from random bytes of the network, over many messages. */

import { CoreError, type KeyCrypto } from "@mastic/core";
import { generateRsaKey, RSA_SEED_BYTES } from "../crypto/generateRsaKey.ts";
import type { Randomness } from "../host/randomness.ts";
import { management } from "../host/management.ts";

export function keyCrypto(randomness: Randomness): KeyCrypto {
  return {
    async generateKeyPair(algorithm) {
      if (algorithm !== "rsa-2048") throw new CoreError("Internal", `${algorithm} keys are made elsewhere.`);
      await randomness.fill(RSA_SEED_BYTES);
      // What follows an awaited call is a message of its own.
      return generateRsaKey(randomness.take(RSA_SEED_BYTES), async () => {
        await management("raw_rand", []);
      });
    },
  };
}
