/** Getting an account of a node on canisters: a name at the Directory, and a canister that it makes (spec 01: Directory Canister). */

import { isReservedHandle, parseClaimableHandle, ValidationError, type Handle } from "@mastic/validation";
import { IcClientError, type MasticNode } from "@mastic/ic-client";
import type { HandleFault, Registration } from "../../ports/registration.ts";
import { unreachable, whoAmI, type Me } from "./whoAmI.ts";

export interface RegistrationOptions {
  readonly node: MasticNode;
  /** The principal that is signed in, as text. */
  readonly principal: () => string | undefined;
  /** Begins the session of somebody whose home is there. */
  readonly begin: (me: Me & { readonly canister: string }) => void;
}

export function registration({ node, principal, begin }: RegistrationOptions): Registration {
  const { directory } = node;
  /** Whether that is why a name was refused: who has not paid is turned away at the door. */
  async function unpaid(): Promise<HandleFault | undefined> {
    try {
      const { required, provided } = await directory.sign_up_fee([]);
      return provided < required ? { code: "unpaid", payee: principal() ?? "" } : undefined;
    } catch (error) {
      throw unreachable(error);
    }
  }
  return {
    async read() {
      if (principal() === undefined) return { step: "stranger" };
      const me = await whoAmI(node);
      if (me === undefined) return { step: "choosing" };
      if (me.home === "deleting") return { step: "deleting", handle: me.handle };
      if (me.home === "failed") return { step: "failed", handle: me.handle };
      if (me.home === "creating" || me.canister === undefined) return { step: "creating", handle: me.handle };
      begin({ ...me, canister: me.canister });
      return { step: "done" };
    },
    async check(text) {
      const handle = claimable(text);
      if (handle === undefined) return { code: isReservedHandle(text) ? "reserved" : "invalid" };
      try {
        await directory.get_user({ handle });
        return { code: "taken" };
      } catch (error) {
        if (error instanceof IcClientError && error.code === "NotFound") return undefined;
        throw unreachable(error);
      }
    },
    async register(text) {
      const handle = claimable(text);
      if (handle === undefined) return { code: isReservedHandle(text) ? "reserved" : "invalid" };
      try {
        await directory.sign_up(handle);
        return undefined;
      } catch (error) {
        const fault = faultOf(error, principal() ?? "") ?? (await unpaid());
        if (fault === undefined) throw unreachable(error);
        if (fault.code !== "registered") return fault;
        // Asked for before, perhaps by this very call: it is theirs, unless it is on its way out.
        const me = await whoAmI(node);
        return me?.handle === handle && me.home !== "deleting" ? undefined : fault;
      }
    },
    async retry() {
      try {
        await directory.retry_sign_up();
      } catch (error) {
        // Somebody, in another tab perhaps, has tried already.
        if (error instanceof IcClientError && error.code === "CanisterNotInFailedState") return;
        throw unreachable(error);
      }
    },
    async retryDeletion() {
      try {
        await directory.retry_delete_profile();
      } catch (error) {
        // The account is gone by now: strangers are not let in.
        if ((await whoAmI(node)) === undefined) return;
        throw unreachable(error);
      }
    },
  };
}

function claimable(text: string): Handle | undefined {
  try {
    return parseClaimableHandle(text.trim().toLowerCase());
  } catch (error) {
    if (error instanceof ValidationError) return undefined;
    throw error;
  }
}

/** @returns undefined for what is no matter of the name */
function faultOf(error: unknown, payee: string): HandleFault | undefined {
  if (!(error instanceof IcClientError)) return undefined;
  switch (error.code) {
    case "AlreadyRegistered":
      return { code: "registered" };
    case "HandleTaken":
      return { code: "taken" };
    case "InvalidHandle":
      return { code: "invalid" };
    case "InsufficientCycles":
      return { code: "unpaid", payee };
    default:
      return undefined;
  }
}
