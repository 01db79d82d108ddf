/**
 * The activities of local users, with ids that follow from what they are about, so that the same thing told twice is
 * the same activity (spec 03: Federation Protocol; Mastodon: ActivityPub serializers).
 */

import {
  addressing,
  buildAccept,
  buildAdd,
  buildAnnounce,
  buildBlock,
  buildCreate,
  buildDelete,
  buildFlag,
  buildFollow,
  buildLike,
  buildMove,
  buildNote,
  buildReject,
  buildRemove,
  buildUndo,
  buildUpdate,
  PUBLIC,
  type JsonObject,
} from "@mastic/activitypub";
import type { Instance } from "../context.ts";
import type { AccountRow } from "../schema/accounts.ts";
import type { MediaRow } from "../schema/media.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { actorDocument } from "./actor.ts";
import { noteDocument, noteTombstone, statusAddressing } from "./note.ts";
import { instanceActorUrl, statusParts, userUrls } from "./urls.ts";

/** An activity document with the id that outbox and inbox know it by. */
export type ActivityDocument = JsonObject & { readonly id: string };

const withId = (id: string, document: JsonObject): ActivityDocument => ({ ...document, id });

/** Create(Note), addressed as the note is. */
export function createActivity(
  instance: Instance,
  status: StatusRow,
  author: AccountRow,
  media: readonly MediaRow[],
): ActivityDocument {
  const id = statusParts(status.uri).create;
  const object = noteDocument(instance, status, author, media);
  return withId(id, buildCreate({ id, actor: author.uri, object, published: status.createdAt }));
}

/** Update(Note) after an edit: one for each version. */
export function updateActivity(
  instance: Instance,
  status: StatusRow,
  author: AccountRow,
  media: readonly MediaRow[],
): ActivityDocument {
  const id = `${status.uri}#updates/${status.editedAt ?? status.createdAt}`;
  const object = noteDocument(instance, status, author, media);
  return withId(id, buildUpdate({ id, actor: author.uri, object, published: status.editedAt }));
}

/** Update(Question) with new figures, or with the end of the poll. @param at tells this version from others: ms since the Unix epoch */
export function pollActivity(
  instance: Instance,
  status: StatusRow,
  author: AccountRow,
  media: readonly MediaRow[],
  at: number,
): ActivityDocument {
  const id = `${status.uri}#updates/poll/${at}`;
  const object = noteDocument(instance, status, author, media);
  return withId(id, buildUpdate({ id, actor: author.uri, object, published: at }));
}

/**
 * Update(Note) when only what others may do with it, or what it may show of another, has changed.
 * @param version tells this change from others, such as `quote/1795000000000`
 */
export function interactionActivity(
  instance: Instance,
  status: StatusRow,
  author: AccountRow,
  media: readonly MediaRow[],
  version: string,
): ActivityDocument {
  const id = `${status.uri}#updates/${version}`;
  const object = noteDocument(instance, status, author, media);
  return withId(id, buildUpdate({ id, actor: author.uri, object }));
}

/** Create of a vote, for the author of the Question alone. */
export function voteActivity(
  actor: AccountRow,
  vote: { readonly uri: string; readonly name: string; readonly statusUri: string },
  authorUri: string,
): ActivityDocument {
  const id = `${vote.uri}/activity`;
  const { uri, name, statusUri: inReplyTo } = vote;
  const to = [authorUri];
  const object = buildNote({ id: uri, attributedTo: actor.uri, name, content: null, inReplyTo, to, cc: [] });
  return withId(id, buildCreate({ id, actor: actor.uri, object, to }));
}

/** Delete of a status, its object a Tombstone. */
export function deleteActivity(instance: Instance, status: StatusRow, author: AccountRow): ActivityDocument {
  const id = `${status.uri}#delete`;
  const { to, cc } = statusAddressing(instance, status, author);
  return withId(id, buildDelete({ id, actor: author.uri, object: noteTombstone(status.uri), to, cc }));
}

/** Announce: its id is the wrapper status's. */
export function announceActivity(
  instance: Instance,
  wrapper: StatusRow,
  booster: AccountRow,
  original: { readonly uri: string; readonly authorUri: string },
): ActivityDocument {
  const { to, cc } = addressing(wrapper.visibility, {
    followers: userUrls(instance.origin, booster.username).followers,
    mentions: [original.authorUri],
  });
  const common = { actor: booster.uri, object: original.uri, to, cc, published: wrapper.createdAt };
  return withId(wrapper.uri, buildAnnounce({ id: wrapper.uri, ...common }));
}

/** Undo of any activity of the same actor; addressed as that one was. */
export function undoActivity(actor: AccountRow, activity: ActivityDocument): ActivityDocument {
  const id = `${activity.id}${activity.id.includes("#") ? "/undo" : "#undo"}`;
  const { to, cc } = activity;
  return withId(id, buildUndo({ id, actor: actor.uri, object: activity, to: uris(to), cc: uris(cc) }));
}

/** Whom `to` or `cc` of a document made here names. */
export function uris(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((it): it is string => typeof it === "string") : [];
}

export function likeActivity(actor: AccountRow, likeUri: string, statusUri: string): ActivityDocument {
  return withId(likeUri, buildLike({ id: likeUri, actor: actor.uri, object: statusUri }));
}

export function followActivity(
  actor: { readonly uri: string },
  followUri: string,
  target: string,
): ActivityDocument {
  return withId(followUri, buildFollow({ id: followUri, actor: actor.uri, object: target, to: [target] }));
}

/** Accept of a Follow, which is repeated as it was received. */
export function acceptActivity(
  self: AccountRow,
  follow: { readonly followUri: string; readonly actorUri: string },
): ActivityDocument {
  return answer("accepts", self, follow);
}

/** Reject of a Follow: of one that waits, or of one that was accepted before. */
export function rejectActivity(
  self: AccountRow,
  follow: { readonly followUri: string; readonly actorUri: string },
): ActivityDocument {
  return answer("rejects", self, follow);
}

function answer(
  kind: "accepts" | "rejects",
  self: AccountRow,
  { followUri, actorUri }: { readonly followUri: string; readonly actorUri: string },
): ActivityDocument {
  const id = `${self.uri}#${kind}/follows/${encodeURIComponent(followUri)}`;
  const object = followActivity({ uri: actorUri }, followUri, self.uri);
  const build = kind === "accepts" ? buildAccept : buildReject;
  return withId(id, build({ id, actor: self.uri, object, to: [actorUri] }));
}

export function blockActivity(actor: AccountRow, blockUri: string, target: string): ActivityDocument {
  return withId(blockUri, buildBlock({ id: blockUri, actor: actor.uri, object: target }));
}

/** Update(Person), to whoever follows. @param version what tells this change from others, such as a Snowflake */
export function updateActorActivity(
  instance: Instance,
  account: AccountRow,
  version: bigint,
): ActivityDocument {
  const id = `${account.uri}#updates/${version}`;
  const object = actorDocument(instance, account);
  return withId(id, buildUpdate({ id, actor: account.uri, object, to: [PUBLIC] }));
}

/** Delete(Person): the object is the actor's own id. */
export function deleteActorActivity(actorUri: string): ActivityDocument {
  const id = `${actorUri}#delete`;
  return withId(id, buildDelete({ id, actor: actorUri, object: actorUri, to: [PUBLIC] }));
}

/** Add to, or Remove from, the pinned statuses. */
export function pinActivity(
  instance: Instance,
  kind: "Add" | "Remove",
  account: AccountRow,
  statusUri: string,
  version: bigint,
): ActivityDocument {
  const { featured, followers } = userUrls(instance.origin, account.username);
  const id = `${account.uri}#${kind === "Add" ? "pins" : "unpins"}/${version}`;
  const build = kind === "Add" ? buildAdd : buildRemove;
  return withId(
    id,
    build({ id, actor: account.uri, object: statusUri, target: featured, to: [PUBLIC], cc: [followers] }),
  );
}

export function moveActivity(
  instance: Instance,
  account: AccountRow,
  target: string,
  version: bigint,
): ActivityDocument {
  const { followers } = userUrls(instance.origin, account.username);
  const id = `${account.uri}#moves/${version}`;
  return withId(id, buildMove({ id, actor: account.uri, object: account.uri, target, to: [followers] }));
}

/** A report to another server, in the name of the instance, which keeps the reporter's name to itself. */
export function flagActivity(
  instance: Instance,
  report: {
    readonly id: bigint;
    readonly reason: string;
    readonly actorUri: string;
    readonly statusUris: readonly string[];
  },
): ActivityDocument {
  const id = `${instance.origin}/reports/${report.id}`;
  const actor = instanceActorUrl(instance.origin);
  const objects = [report.actorUri, ...report.statusUris];
  return withId(id, buildFlag({ id, actor, objects, content: report.reason, to: [report.actorUri] }));
}
