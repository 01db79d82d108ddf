/** Tells the Directory what this profile looks like, so that it is found there by more than its handle. */

import { accounts, type Context, type Owner } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import * as bindings from "../candid/directory.did.ts";
import { remote } from "../frame/remote.ts";

const call = remote<bindings._SERVICE>(bindings);
const opt = <T>(value: T | null): [] | [T] => (value === null ? [] : [value]);

/** As it is now, whatever has changed. @throws {CallError} @throws {Error} when the Directory does not know us */
export async function listProfile({ store }: Context, owner: Owner, directory: Principal): Promise<void> {
  const row = await store.view(owner, (view) => view.get(accounts, { id: owner }));
  if (row === undefined) return;
  const listing: bindings.ProfileListing = {
    display_name: row.displayName,
    note: row.note,
    avatar: opt(row.avatar),
    header: opt(row.header),
    fields: row.fields.map(({ name, value, verifiedAt }) => ({
      name,
      value,
      verified_at: opt(verifiedAt === null ? null : BigInt(verifiedAt)),
    })),
    locked: row.locked,
    bot: row.type === "Service",
    discoverable: row.discoverable,
    indexable: row.indexable,
    followers_count: BigInt(row.followersCount),
    following_count: BigInt(row.followingCount),
    statuses_count: BigInt(row.statusesCount),
    last_status_at: opt(row.lastStatusAt === null ? null : BigInt(row.lastStatusAt)),
  };
  const reply = await call(directory, "list_profile", [listing]);
  if ("Err" in reply) throw new Error("The Directory does not know this home.");
}
