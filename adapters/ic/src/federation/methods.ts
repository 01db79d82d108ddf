/** The methods of the Federation canister: decode, authorise, call the domain, encode (candid/federation.did). */

import { CoreError } from "@mastic/core";
import type { _SERVICE } from "../candid/federation.did.ts";
import type { Handlers } from "../frame/canister.ts";
import { isSame } from "../host/principals.ts";
import type { FederationParts } from "./parts.ts";
import { registerUser } from "./registeredUsers.ts";

/** @param parts read anew by each call: they are there once the canister is installed */
export function methods(parts: () => FederationParts): Partial<Handlers<_SERVICE>> {
  return {
    async register_user(caller, args) {
      const { context, directory } = parts();
      if (!isSame(caller, directory)) throw new CoreError("Unauthorized", "Only the Directory may do this.");
      await registerUser(context.store, args);
    },
  };
}
