/** The secret by which this node knows the addresses of its own media proxy again: made once, kept in the store. */

import { randomBytes } from "node:crypto";
import { INSTANCE, settings, type Store } from "@mastic/core";

const KEY = "mediaProxyKey";
const BYTES = 32;

/** Makes the secret when the store has none yet. */
export async function keepMediaProxyKey(store: Store): Promise<Uint8Array> {
  const value = await store.turn(INSTANCE, async (turn) => {
    const row = await turn.get(settings, { key: KEY });
    if (typeof row?.value === "string") return row.value;
    const made = randomBytes(BYTES).toString("base64url");
    await turn.insert(settings, { key: KEY, value: made });
    return made;
  });
  return Buffer.from(value, "base64url");
}
