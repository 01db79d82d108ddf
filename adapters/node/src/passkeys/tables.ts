/** What the Node adapter keeps of passkeys: their public keys, and the ceremonies that are under way (WebAuthn Level 3). */

import {
  blob,
  INSTANCE,
  integer,
  json,
  millis,
  oneOf,
  table,
  text,
  type AnyTable,
  type Row,
  type Store,
} from "@mastic/core";

export const passkeys = table("passkeys", {
  scope: "instance",
  columns: {
    /** The credential id in base64url, as browsers write it. */
    id: text(),
    principal: text(),
    /** COSE_Key (RFC 9052 section 7). */
    publicKey: blob(),
    /** How often the authenticator says it has signed; 0 for those that do not count. */
    counter: integer(),
    /** How browsers may reach it: `usb`, `internal` and the like. */
    transports: json<readonly string[]>(),
    /** As its owner calls it; empty for who has not named it. */
    name: text(),
    createdAt: millis(),
    lastUsedAt: millis().nullable(),
  },
  primaryKey: ["id"],
  indexes: { byPrincipal: ["principal"] },
});

/** What has been asked of a browser, until it answers: one at a time for each, good once, for minutes. */
export const passkeyCeremonies = table("passkeyCeremonies", {
  scope: "instance",
  columns: {
    /** The SHA-256 of the cookie of the browser that it was begun in. */
    browserHash: text(),
    /** In base64url. */
    challenge: text(),
    purpose: oneOf(["signIn", "signUp", "add", "prove"]),
    /** Whose passkey is made, or asked for; `null` where any may answer. */
    principal: text().nullable(),
    expiresAt: millis(),
  },
  primaryKey: ["browserHash"],
  indexes: { byExpiry: ["expiresAt"] },
});

export type PasskeyRow = Row<typeof passkeys>;
export type Purpose = Row<typeof passkeyCeremonies>["purpose"];

export const passkeyTables: readonly AnyTable[] = [passkeys, passkeyCeremonies];

/** So many passkeys one account may have. */
export const MOST_PASSKEYS = 20;

/** All passkeys of an account, in no order. */
export async function passkeysOf(store: Pick<Store, "view">, principal: string): Promise<PasskeyRow[]> {
  const asked = { index: "byPrincipal", equals: { principal }, limit: MOST_PASSKEYS } as const;
  return store.view(INSTANCE, async (view) => [...(await view.scan(passkeys, asked)).rows]);
}

/**
 * As what attempts with an account's passkeys are counted: apart from guesses at its password, or whoever knows its name
 * could keep its owner out. Nobody else gets as far as to be counted.
 */
export const passkeyOf = (principal: string): string => `passkey of ${principal}`;
