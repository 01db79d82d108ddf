/**
 * forward_news: tells homes that a status, which they have from somebody who boosts it, was edited or deleted, or its
 * author's account was. What its own server says of it now is told, never what the forwarder has heard (ActivityPub, section 7.1.2; CVE-2026-23961).
 */

import { buildDelete, buildUpdate, parse, type JsonValue } from "@mastic/activitypub";
import {
  accounts,
  CoreError,
  INSTANCE,
  noteTombstone,
  type Federation,
  type FederationContext,
} from "@mastic/core";
import { sameOrigin } from "@mastic/validation";
import type { ForwardNewsArgs, ForwardNewsError } from "../candid/federation.did.ts";
import { Refusal } from "../frame/refusal.ts";
import { fetchDocument } from "./fetchDocument.ts";
import { handTo } from "./sendActivity.ts";

/**
 * @param forwarder the actor of the home that asks, who is shown what it may see
 * @throws {Refusal} `Rejected`: it is not so @throws {CoreError} `RemoteUnavailable`
 */
export async function forwardNews(
  context: FederationContext,
  federation: Federation,
  args: ForwardNewsArgs,
  forwarder: string,
): Promise<void> {
  const { activity_id: id, actor_uri: actor, object_uri: uri } = args;
  if (!sameOrigin(id, actor) || !sameOrigin(uri, actor)) throw rejected("It is not its actor's.");
  const document = await documentAt(context, federation, args, forwarder);
  const text = JSON.stringify(
    "Delete" in args.change ? deletion(id, actor, uri, document) : edit(id, actor, uri, document),
  );
  for (const inbox of args.target_inboxes) await handTo(context, id, text, inbox);
}

/** @returns `undefined` where it was, and is not any more @throws {CoreError} as `fetchDocument` */
async function documentAt(
  context: FederationContext,
  federation: Federation,
  { object_uri: uri, actor_uri: actor }: ForwardNewsArgs,
  forwarder: string,
): Promise<string | undefined> {
  try {
    return (await fetchDocument(context, federation, uri, forwarder)).document_json;
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    if (error.code === "Gone") return undefined;
    if (error.code !== "NotFound") throw error;
    if (await isAbsent(context, actor, error.cause)) return undefined;
    throw rejected(`${uri} may be there.`);
  }
}

/**
 * Whether what was not found is gone. Others refuse what they hide with 401 and 403, but homes of this node with 404, and
 * leave a tombstone of what they delete: or whoever may not see a post could have it deleted everywhere.
 * @param status that was answered; `undefined` where nobody was asked
 */
async function isAbsent(
  { instance, store }: FederationContext,
  actor: string,
  status: unknown,
): Promise<boolean> {
  if (!actor.startsWith(`${instance.origin}/`)) return status === 404;
  if (status === undefined) return actor.startsWith(`${instance.origin}/users/`);
  // Moderators delete posts of whom they have suspended, and nothing of those is shown, no tombstone either.
  const author = await store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri: actor }));
  return status === 404 && author?.suspended === true;
}

function edit(id: string, actor: string, uri: string, document: string | undefined) {
  if (document === undefined) throw rejected(`${uri} is not there any more.`);
  const status = parse(document);
  if (status.kind !== "content" || status.id !== uri || !status.authors.includes(actor))
    throw rejected(`${uri} is no status of ${actor}.`);
  const object = JSON.parse(document) as { [name: string]: JsonValue };
  return buildUpdate({ id, actor, object, to: status.to, cc: status.cc });
}

function deletion(id: string, actor: string, uri: string, document: string | undefined) {
  if (document !== undefined && parse(document).kind !== "tombstone") throw rejected(`${uri} is there.`);
  return buildDelete({ id, actor, object: uri === actor ? actor : noteTombstone(uri) });
}

const rejected = (reason: string): Refusal => new Refusal({ Rejected: reason } satisfies ForwardNewsError);
