/** How somebody can sign in to their account here. */

import { INSTANCE, type Store } from "@mastic/core";
import { credentials } from "../oauth/tables.ts";
import { passkeysOf, type PasskeyRow } from "../passkeys/tables.ts";

export interface SignInMeans {
  readonly hasPassword: boolean;
  readonly passkeys: readonly PasskeyRow[];
}

export async function signInMeans(store: Store, principal: string): Promise<SignInMeans> {
  const row = await store.view(INSTANCE, (view) => view.get(credentials, { principal }));
  return {
    hasPassword: (row?.passwordHash ?? "") !== "",
    passkeys: await passkeysOf(store, principal),
  };
}
