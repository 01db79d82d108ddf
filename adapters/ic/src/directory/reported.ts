/** What reports are about, where it is: in the homes of those reported, which the Directory asks (Mastodon: entities/Admin_Report; UC15). */

import { INSTANCE, statusUrls, users, type Context, type ReportRow, type UserRow } from "@mastic/core";
import { ApiError, type JsonObject, type Reported, type ReportedEntities } from "@mastic/mastodon-api";
import { Principal } from "@icp-sdk/core/principal";
import * as bindings from "../candid/user.did.ts";
import { CallError } from "../engine/call.ts";
import { ic } from "../engine/system.ts";
import { remote } from "../frame/remote.ts";
import { withinBytes } from "../frame/withinBytes.ts";

const call = remote<bindings._SERVICE>(bindings);
/** A home numbers what it knows by itself: outside of it, its 123 is `alice.123` (decisions/027). */
const NAMED = /^([a-z0-9_]{1,30})\.(\d{1,19})$/;

/** For one answer, of which what homes say may be a half: or a few long posts would keep every report from moderators. */
const BYTES = 1_000_000;

type Fits = ReturnType<typeof withinBytes>;

/** @returns for one request */
export function reportedAtHomes({ store, instance }: Context): Reported {
  const fits = withinBytes(BYTES);
  const find = (id: bigint | null): Promise<UserRow | undefined> =>
    store.view(INSTANCE, async (view) => (id === null ? undefined : view.get(users, { id })));
  return {
    async read(report) {
      if (!ic.inReplicatedExecution()) throw new ApiError(422, "Homes are asked by api_update only.");
      // Somebody of another server is known to whoever reported that one.
      const home = (await find(report.targetAccountId)) ?? (await find(report.reporterAccountId));
      return home === undefined ? { statuses: [] } : ask(home, report, fits);
    },
    async remove(_, id) {
      const [, handle, number] = NAMED.exec(id) ?? [];
      if (handle === undefined || number === undefined) return false;
      const author = await store.view(INSTANCE, (view) => view.find(users, "handle", { handle }));
      if (author?.canisterId == null) return false;
      const status_uri = statusUrls(instance.origin, handle, BigInt(number)).uri;
      const reply = await call(Principal.fromText(author.canisterId), "delete_status", [{ status_uri }]);
      if ("Ok" in reply) return true;
      if ("NotFound" in reply.Err) return false;
      throw new Error(`delete_status was refused: ${JSON.stringify(reply.Err)}`);
    },
  };
}

async function ask(
  { handle, canisterId }: UserRow,
  report: ReportRow,
  fits: Fits,
): Promise<ReportedEntities> {
  if (canisterId === null) return { statuses: [] };
  const args = { account_uri: report.targetActorUri, status_uris: [...report.targetStatusUris] };
  const reply = await call(Principal.fromText(canisterId), "get_reported", [args]).catch((error: unknown) => {
    // A report is read also when there is no home to ask any more.
    if (error instanceof CallError && error.code !== "trapped") return undefined;
    throw error;
  });
  if (reply === undefined || "Err" in reply) return { statuses: [] };
  const [account] = reply.Ok.account_json.filter(fits);
  return {
    statuses: reply.Ok.statuses_json.filter(fits).map((it) => named(handle, read(it))),
    target: account === undefined ? undefined : named(handle, read(account)),
  };
}

/** The home is of our own making, and writes an entity. */
function read(json: Uint8Array | number[]): JsonObject {
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(json))) as JsonObject;
}

function named(handle: string, entity: JsonObject): JsonObject {
  const { id } = entity;
  return typeof id === "string" ? { ...entity, id: `${handle}.${id}` } : entity;
}
