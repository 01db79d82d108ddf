/** list_profile: keeps what a home says of its profile, for the Mastodon API's directory, look-ups and search. */

import { accounts, CoreError, INSTANCE, users, type Context } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import type { ProfileListing } from "../candid/directory.did.ts";

/** @throws {CoreError} `Unauthorized` when the caller is no User canister of this node */
export async function keepListing(
  { store }: Context,
  caller: Principal,
  listing: ProfileListing,
): Promise<void> {
  await store.turn(INSTANCE, async (turn) => {
    const user = await turn.find(users, "canisterId", { canisterId: caller.toText() });
    if (user === undefined) throw new CoreError("Unauthorized", "Only homes of this node may do this.");
    const [lastStatusAt] = listing.last_status_at;
    await turn.update(
      accounts,
      { id: user.id },
      {
        displayName: listing.display_name,
        note: listing.note,
        avatar: listing.avatar[0] ?? null,
        header: listing.header[0] ?? null,
        fields: listing.fields.map(({ name, value, verified_at: [at] }) => ({
          name,
          value,
          verifiedAt: at === undefined ? null : Number(at),
        })),
        locked: listing.locked,
        type: listing.bot ? "Service" : "Person",
        discoverable: listing.discoverable,
        indexable: listing.indexable,
        followersCount: Number(listing.followers_count),
        followingCount: Number(listing.following_count),
        statusesCount: Number(listing.statuses_count),
        lastStatusAt: lastStatusAt === undefined ? null : Number(lastStatusAt),
      },
    );
  });
}
