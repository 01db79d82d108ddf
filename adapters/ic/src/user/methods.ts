/** The methods of the User canister: decode, authorise, call the domain, encode (candid/user.did). */

import type { _SERVICE } from "../candid/user.did.ts";
import type { Handlers } from "../frame/canister.ts";
import { api } from "./methods/api.ts";
import { betweenCanisters } from "./methods/betweenCanisters.ts";
import { following } from "./methods/following.ts";
import { media } from "./methods/media.ts";
import { profile } from "./methods/profile.ts";
import { publishing } from "./methods/publishing.ts";
import { reading } from "./methods/reading.ts";
import type { UserParts } from "./parts.ts";

export type Methods = Handlers<_SERVICE>;
/** Read anew by each call: they are there once the canister is installed. */
export type Parts = () => UserParts;

export function methods(parts: Parts): Methods {
  return {
    ...profile(parts),
    ...following(parts),
    ...publishing(parts),
    ...reading(parts),
    ...media(parts),
    ...betweenCanisters(parts),
    ...api(parts),
  };
}
