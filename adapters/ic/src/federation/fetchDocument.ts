/** fetch_document and resolve_address: what homes gather, from other servers and from one another. */

import { CoreError, type Federation, type FederationContext } from "@mastic/core";
import type { FetchedDocument, ResolvedAddress } from "../candid/federation.did.ts";
import { askHome } from "./askHome.ts";
import { homeOfHandle } from "./homes.ts";

/**
 * The document at an id, as its own server, or its own home, vouches for it.
 * @param requester the actor of the home that asks: another home decides what it may see
 * @throws {CoreError} `NotFound` (its `cause` is the status that was answered, where there was one), `Gone`, `RemoteUnavailable`
 */
export async function fetchDocument(
  context: FederationContext,
  { gather }: Federation,
  uri: string,
  requester: string,
): Promise<FetchedDocument> {
  const { origin } = context.instance;
  if (uri.startsWith(`${origin}/`)) {
    const path = uri.slice(origin.length).split("#", 1)[0] ?? "";
    const answer = await askHome(context, path, requester);
    if (answer?.status === 410) throw new CoreError("Gone", `${uri} has been deleted.`);
    if (answer?.status !== 200) {
      throw new CoreError("NotFound", `${uri} is not here.`, { cause: answer?.status });
    }
    const document_json = new TextDecoder().decode(answer.body);
    const handle = /^\/users\/([a-z0-9_]{1,64})$/.exec(path)?.[1];
    return { document_json, acct: handle === undefined ? [] : [handle] };
  }
  const document = await gather.document(uri);
  const document_json = JSON.stringify(document.raw);
  return { document_json, acct: document.kind === "actor" ? [await gather.addressOf(document)] : [] };
}

/** @param address `bob@example.org` @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable` */
export async function resolveAddress(
  context: FederationContext,
  { gather }: Federation,
  address: string,
): Promise<ResolvedAddress> {
  const { origin, host } = context.instance;
  const [handle = "", at] = address.replace(/^@/, "").toLowerCase().split("@");
  if (at === undefined || at === host) {
    const home = await homeOfHandle(context, handle);
    if (home === undefined) throw new CoreError("NotFound", `There is no ${handle} here.`);
    return { acct: `${handle}@${host}`, actor_uri: `${origin}/users/${handle}` };
  }
  const { acct, uri } = await gather.account(address);
  return { acct, actor_uri: uri };
}
