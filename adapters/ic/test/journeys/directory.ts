/** The Directory canister as the stories ask it. */

import type { CanisterHost } from "@mastic/canister-runtime";
import { CoreError, type Caller, type UserReference } from "@mastic/core";
import type { JourneyDirectory } from "@mastic/core/contract";
import type { Principal } from "@icp-sdk/core/principal";
import type { CanisterNode } from "../support/canisterNode.ts";
import type { People } from "./people.ts";
import { asking } from "./refusal.ts";

/** The interface tells no ids of accounts: the handle is who it is. */
const idOf = (handle: string): bigint =>
  BigInt(`0x${Buffer.from(handle.trim().toLowerCase().replace(/^@/, "")).toString("hex")}`);

export function journeyDirectory(node: CanisterNode<CanisterHost>, people: People): JourneyDirectory {
  const as = (caller: Caller) => node.as(people.caller(caller));
  const canisterOf = async (handle: string) => asking(nobody, () => node.directory.get_user({ handle }));
  /** Who has this handle: the interface names users by principal where it changes something. */
  async function principalOf(handle: string): Promise<Principal> {
    for (const name of people.all) {
      const principal = people.principal(name);
      const me = await node.as(principal).whoami();
      if ("Ok" in me && me.Ok.handle === handle) return principal;
    }
    return people.principal(`nobody-called-${handle}`);
  }
  async function whoAmI(caller: Caller) {
    const { handle, canister_status } = await asking(caller, () => as(caller).whoami());
    const status = Object.keys(canister_status)[0] as "Active";
    return { handle, status };
  }
  /** Who has no account is turned away at the door, as whoever may not do something: `whoami` tells them apart. */
  async function asUser(caller: Caller, call: () => Promise<{ Ok: null } | { Err: object }>): Promise<void> {
    try {
      await asking(caller, call);
    } catch (error) {
      if (error instanceof CoreError && error.code === "Unauthorized") await whoAmI(caller);
      throw error;
    }
  }
  const moderate = (method: "suspend" | "unsuspend") => async (caller: Caller, reference: UserReference) => {
    const principal =
      "principal" in reference ? people.principal(reference.principal) : await principalOf(reference.handle);
    await asking(caller, () => as(caller)[method]({ principal }));
  };
  return {
    async signUp(caller, { handle }) {
      await asking(caller, () => as(caller).sign_up(handle));
      return { id: idOf(handle) };
    },
    retrySignUp: (caller) => asUser(caller, () => as(caller).retry_sign_up()),
    whoAmI,
    async userCanister(caller, { principal }) {
      const whose: [] | [Principal] = principal === undefined ? [] : [people.principal(principal)];
      const canister = await asking(caller, () => as(caller).user_canister(whose));
      const me = await whoAmI(principal === undefined ? caller : { principal });
      const found = await canisterOf(me.handle);
      if (found.canister_id.toText() !== canister.toText()) throw new CoreError("Internal", "Two canisters.");
      return { ...me, id: idOf(me.handle) };
    },
    async getUser({ handle }) {
      const found = await canisterOf(handle);
      for (const name of people.all) {
        const whose = await node.directory.user_canister([people.principal(name)]);
        if (!("Ok" in whose) || whose.Ok.toText() !== found.canister_id.toText()) continue;
        const { status } = await whoAmI({ principal: name });
        return { handle: found.handle, principal: name, status };
      }
      throw new CoreError("Internal", `${handle} is a stranger.`);
    },
    async searchProfiles({ query, offset, limit }) {
      const args = { query, offset: BigInt(offset), limit: BigInt(limit) };
      const found = await asking(nobody, () => node.directory.search_profiles(args));
      return found.map(({ handle }) => ({ handle }));
    },
    async deleteProfile(caller) {
      await asUser(caller, () => as(caller).delete_profile());
    },
    suspend: moderate("suspend"),
    unsuspend: moderate("unsuspend"),
    async addModerator(caller, { principal }) {
      await asking(caller, () => as(caller).add_moderator({ principal: people.principal(principal) }));
    },
    async removeModerator(caller, { principal }) {
      await asking(caller, () => as(caller).remove_moderator({ principal: people.principal(principal) }));
    },
  };
}

const nobody: Caller = { principal: null };
