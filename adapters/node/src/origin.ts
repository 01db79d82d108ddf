/** The origin is part of every identifier: a store that was begun under one is never opened under another. */

import { INSTANCE, settings, type Store } from "@mastic/core";
import { ConfigError } from "./config/error.ts";

const KEY = "origin";

/** Remembers the origin when the store has none yet. @throws {ConfigError} for another than the store was begun with */
export async function keepOrigin(store: Store, origin: string): Promise<void> {
  const known = await store.turn(INSTANCE, async (turn) => {
    const row = await turn.get(settings, { key: KEY });
    if (row === undefined) await turn.insert(settings, { key: KEY, value: origin });
    return row?.value ?? origin;
  });
  if (known === origin) return;
  const kept = typeof known === "string" ? known : JSON.stringify(known);
  throw new ConfigError([
    {
      variable: "PUBLIC_URL",
      problem: `is ${origin}, but the accounts and posts in DATA_DIR were made under ${kept}, which is part of their identifiers: set it back to ${kept}, or set another DATA_DIR to begin a new node`,
      example: kept,
    },
  ]);
}
