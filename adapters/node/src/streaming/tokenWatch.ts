/** Watches the tokens of open streams: whoever revokes a token, or suspends its user, is heard no more by it. */

import type { AccessToken } from "@mastic/mastodon-api";

const PATROL_MILLIS = 10_000;

export interface TokenWatch {
  /** @param gone called once when the token stands for nobody any more. @returns how to stop watching */
  watch(secret: string, gone: () => void): () => void;
  /** Looks at every watched token now: after a revocation on this very node. */
  look(): void;
  close(): void;
}

/**
 * @param read reads a token, as for any request
 * @param onError hears of a store that could not be read; the streams stay open until it can
 */
export function tokenWatch(
  read: (secret: string) => Promise<AccessToken | null>,
  onError: (error: unknown) => void,
): TokenWatch {
  const watched = new Map<symbol, { readonly secret: string; readonly gone: () => void }>();
  const patrol = async (): Promise<void> => {
    for (const [key, { secret, gone }] of [...watched]) {
      const token = await read(secret);
      if (token !== null && token.user?.isSuspended !== true) continue;
      if (watched.delete(key)) gone();
    }
  };
  const look = (): void => void patrol().catch(onError);
  // Commands of the operator run in processes of their own: what they change is seen on the next round.
  const timer = setInterval(look, PATROL_MILLIS);
  return {
    watch(secret, gone) {
      const key = Symbol("stream");
      watched.set(key, { secret, gone });
      return () => watched.delete(key);
    },
    look,
    close: () => clearInterval(timer),
  };
}
