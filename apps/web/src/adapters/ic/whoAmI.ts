/** Who the caller is to the Directory, and how far that one's home is. */

import { IcClientError, type MasticNode } from "@mastic/ic-client";
import { SessionError } from "../../ports/session.ts";

export interface Me {
  readonly handle: string;
  readonly home: "creating" | "failed" | "ready" | "deleting";
  /** The id of the User canister, once there is one. */
  readonly canister: string | undefined;
}

/** @returns undefined for somebody without an account @throws {SessionError} `offline` */
export async function whoAmI({ directory }: MasticNode): Promise<Me | undefined> {
  try {
    const { handle, canister_status: status, user_canister } = await directory.whoami();
    const canister = user_canister[0]?.toText();
    if ("DeletionPending" in status) return { handle, home: "deleting", canister };
    if ("CreationFailed" in status) return { handle, home: "failed", canister };
    // The id of a canister is known before it has been installed.
    const isReady = canister !== undefined && !("CreationPending" in status);
    return { handle, home: isReady ? "ready" : "creating", canister };
  } catch (error) {
    if (error instanceof IcClientError && error.code === "NotRegistered") return undefined;
    throw unreachable(error);
  }
}

/** The error of a session port for what a canister did not answer. */
export function unreachable(error: unknown): SessionError {
  return new SessionError("offline", error instanceof Error ? error.message : String(error));
}
