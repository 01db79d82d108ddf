// Builds the activities that a Mastodon-compatible server sends (ActivityPub, sections 6 and 7; spec 03).
import { ActivityPubError } from "../error.ts";
import type { JsonObject } from "../json.ts";
import type { ActivityType } from "../vocabulary/type.ts";
import { withContext } from "./context.ts";
import { checked, checkedReference, type Members, pick, type Reference } from "./record.ts";

/** What every activity takes. Objects are ids or records built before; `published` is in ms. */
export interface ActivityInput {
  readonly id: string | null;
  readonly actor: string;
  readonly object: Reference;
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly published?: number | null;
}

/** An activity with a target: Add, Remove and Move need one. */
export interface TargetedActivityInput extends ActivityInput {
  readonly target: Reference;
}

/** A report: the reported actor's id first, then those of the statuses. */
export interface FlagInput extends Omit<ActivityInput, "object"> {
  readonly objects: readonly string[];
  readonly content?: string | null;
}

function build(type: ActivityType, input: ActivityInput, further: Members = {}): JsonObject {
  checkedReference(input.object, "$.object");
  return withContext({
    ...pick(input, "id"),
    type,
    ...pick(input, "actor published to cc object"),
    ...further,
  });
}

function targeted(type: ActivityType, input: TargetedActivityInput): JsonObject {
  return build(type, input, { target: checkedReference(input.target, "$.target") });
}

// What wraps a post is addressed as the post is, unless the caller says otherwise.
function wrapping(input: ActivityInput): ActivityInput {
  if (typeof input.object === "string") return input;
  const { to, cc } = input.object;
  return { ...input, ...inherited("to", input.to, to), ...inherited("cc", input.cc, cc) };
}

function inherited(
  key: "to" | "cc",
  own: readonly string[] | undefined,
  value: JsonObject[string] | undefined,
) {
  if (own !== undefined || !Array.isArray(value)) return {};
  return { [key]: value.filter((entry): entry is string => typeof entry === "string") };
}

/** Publishes an object; `to` and `cc` are the object's own unless given. @throws ActivityPubError `invalid-input` */
export function buildCreate(input: ActivityInput): JsonObject {
  return build("Create", wrapping(input));
}

/** Replaces an object or an actor; `to` and `cc` are the object's own unless given. @throws ActivityPubError `invalid-input` */
export function buildUpdate(input: ActivityInput): JsonObject {
  return build("Update", wrapping(input));
}

/** Deletes: the object is a Tombstone for a status, the actor's own id for an account. @throws ActivityPubError `invalid-input` */
export function buildDelete(input: ActivityInput): JsonObject {
  return build("Delete", input);
}

/** Asks to follow an actor. @throws ActivityPubError `invalid-input` */
export function buildFollow(input: ActivityInput): JsonObject {
  return build("Follow", input);
}

/** Accepts; the object is the Follow as it was received. @throws ActivityPubError `invalid-input` */
export function buildAccept(input: ActivityInput): JsonObject {
  return build("Accept", input);
}

/** Rejects a Follow, also one that was accepted before. @throws ActivityPubError `invalid-input` */
export function buildReject(input: ActivityInput): JsonObject {
  return build("Reject", input);
}

/** Likes an object. @throws ActivityPubError `invalid-input` */
export function buildLike(input: ActivityInput): JsonObject {
  return build("Like", input);
}

/** Boosts an object. @throws ActivityPubError `invalid-input` */
export function buildAnnounce(input: ActivityInput): JsonObject {
  return build("Announce", input);
}

/** Takes an activity back; the object is that activity. @throws ActivityPubError `invalid-input` */
export function buildUndo(input: ActivityInput): JsonObject {
  return build("Undo", input);
}

/** Blocks an actor. @throws ActivityPubError `invalid-input` */
export function buildBlock(input: ActivityInput): JsonObject {
  return build("Block", input);
}

/** Adds to a collection, such as a pinned status to `featured`. @throws ActivityPubError `invalid-input` */
export function buildAdd(input: TargetedActivityInput): JsonObject {
  return targeted("Add", input);
}

/** Removes from a collection. @throws ActivityPubError `invalid-input` */
export function buildRemove(input: TargetedActivityInput): JsonObject {
  return targeted("Remove", input);
}

/** Moves an account: the object is the old actor, the target the new one. @throws ActivityPubError `invalid-input` */
export function buildMove(input: TargetedActivityInput): JsonObject {
  return targeted("Move", input);
}

/** Reports an actor, with statuses and a comment (spec 03: Reports Extension). @throws ActivityPubError `invalid-input` */
export function buildFlag(input: FlagInput): JsonObject {
  const [first, ...rest] = input.objects;
  if (first === undefined) throw new ActivityPubError("invalid-input", "$.objects");
  const { objects, content = null, ...common } = input;
  const ids = rest.length === 0 ? first : objects.map((id, index) => checked(id, `$.objects[${index}]`));
  return build("Flag", { ...common, object: first }, { object: ids, content });
}
