/** Rows of the domain as the Directory's Candid interface shows them. */

import { CoreError, users, type ReportRow, type UserRow, type View } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import type { GetUser, Report, ReportCategory, ReportState, WhoAmI } from "../candid/directory.did.ts";

export function toWhoAmI({ handle, canisterId, status }: UserRow): WhoAmI {
  return {
    handle,
    user_canister: canisterId === null ? [] : [Principal.fromText(canisterId)],
    canister_status: variant(status),
  };
}

/** @throws {CoreError} `NotFound` while there is no canister */
export function toGetUser({ handle, canisterId }: UserRow): GetUser {
  if (canisterId === null) throw new CoreError("NotFound", `${handle} has no canister.`);
  return { handle, canister_id: Principal.fromText(canisterId) };
}

export async function toReport(view: View, row: ReportRow): Promise<Report> {
  const target = await view.get(users, { id: row.targetAccountId });
  const canisterId = target?.canisterId ?? null;
  return {
    id: row.id,
    reporter: row.reporter,
    target_actor_uri: row.targetActorUri,
    target_canister: canisterId === null ? [] : [Principal.fromText(canisterId)],
    target_status_uris: [...row.targetStatusUris],
    reason: row.reason,
    state: variant(row.state),
    created_at: BigInt(row.createdAt),
    resolved_at: row.resolvedAt === null ? [] : [BigInt(row.resolvedAt)],
    resolved_by: row.resolvedBy === null ? [] : [row.resolvedBy],
    broken_rules: row.brokenRules.map(({ id, text }) => ({ id, text })),
  };
}

export function readReportState(state: ReportState): "Open" | "Resolved" | "Dismissed" {
  return "Open" in state ? "Open" : "Resolved" in state ? "Resolved" : "Dismissed";
}

export function readReportCategory(category: ReportCategory | undefined): ReportRow["category"] {
  if (category === undefined || "Other" in category) return "other";
  if ("Spam" in category) return "spam";
  return "Legal" in category ? "legal" : "violation";
}

/** A case without a payload. */
function variant<Name extends string>(name: Name): { [Case in Name]: Record<Case, null> }[Name] {
  return { [name]: null } as { [Case in Name]: Record<Case, null> }[Name];
}
