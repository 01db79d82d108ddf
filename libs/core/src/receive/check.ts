/**
 * Who may do what to what: the ownership rules that an activity can be held against by itself, before anything is
 * read or stored (CVE-2024-23832, CVE-2024-37903, CVE-2025-30741).
 */

import { idOf, isWebUrl, type Activity, type ContentObject, type ObjectRef } from "@mastic/activitypub";
import { sameOrigin } from "@mastic/validation";
import type { Instance } from "../context.ts";
import { CoreError } from "../error.ts";
import { isOurs } from "../federation/origin.ts";

const MAX_ID = 2_048;

/**
 * @returns the id of the activity, which is of its actor's origin
 * @throws {CoreError} `InvalidActivity`: parts are missing or contradict each other; `Forbidden`: not its actor's to do
 */
export function checkActivity(instance: Instance, activity: Activity): string {
  const { id, actor } = activity;
  if (id === null || !isWebUrl(id) || id.length > MAX_ID) throw invalid("An activity needs an id.");
  if (!isWebUrl(actor) || actor.length > MAX_ID) throw invalid("The actor is no URL.");
  if (isOurs(instance, actor)) throw forbidden("The actor is of this server.");
  if (!sameOrigin(id, actor)) throw forbidden("The activity is of another server than its actor.");
  switch (activity.type) {
    case "Create":
    case "Update":
      checkPublished(activity, actor);
      break;
    case "Delete":
      if (!isOwn(activity.object, actor)) throw forbidden("Only its author deletes a thing.");
      break;
    case "Undo":
      checkUndo(activity, actor);
      break;
    case "Accept":
    case "Reject":
      checkAnswer(instance, activity, actor);
      break;
    case "Add":
    case "Remove":
      if (!isOwn(activity.target, actor)) throw forbidden("The collection is not the actor's.");
      break;
    case "Move":
      if (idOf(activity.object) !== actor) throw forbidden("Only the account itself moves.");
      break;
    default:
      break;
  }
  return id;
}

/** Whether the content is the actor's: written by it, and kept by its server. */
export function isBy(object: ContentObject, actor: string): boolean {
  return object.id !== null && object.authors.includes(actor) && sameOrigin(object.id, actor);
}

function checkPublished(activity: Activity, actor: string): void {
  const { object } = activity;
  if (object === null) throw invalid("There is no object.");
  const id = idOf(object);
  if (id === null) throw invalid("The object has no id.");
  if (!sameOrigin(id, actor)) throw forbidden("The object is of another server than its author.");
  if (object.kind === "uri") return;
  if (object.value.kind === "actor" && id !== actor) throw forbidden("Only the account itself updates it.");
  if (object.value.kind === "content" && !isBy(object.value, actor)) {
    throw forbidden("Only its author publishes or changes a thing.");
  }
}

function checkUndo(activity: Activity, actor: string): void {
  const { object } = activity;
  if (object?.kind === "object" && object.value.kind === "activity") {
    if (object.value.actor !== actor) throw forbidden("Only its actor takes an activity back.");
    if (object.value.id !== null && !sameOrigin(object.value.id, actor)) {
      throw forbidden("The activity taken back is of another server.");
    }
  } else if (!isOwn(object, actor)) {
    throw forbidden("Only its actor takes an activity back.");
  }
}

function checkAnswer(instance: Instance, activity: Activity, actor: string): void {
  const { object } = activity;
  if (object?.kind === "object" && object.value.kind === "activity") {
    const follow = object.value;
    if (follow.type === "Follow" && idOf(follow.object) !== actor) {
      throw forbidden("Only who is followed answers a Follow.");
    }
    if (!isOurs(instance, follow.actor)) throw forbidden("The Follow is not ours.");
    return;
  }
  const id = idOf(object);
  if (id === null || !isOurs(instance, id)) throw forbidden("The Follow is not ours.");
}

function isOwn(ref: ObjectRef | null, actor: string): boolean {
  const id = idOf(ref);
  return id !== null && sameOrigin(id, actor);
}

function invalid(message: string): CoreError {
  return new CoreError("InvalidActivity", message);
}

function forbidden(message: string): CoreError {
  return new CoreError("Forbidden", message);
}
