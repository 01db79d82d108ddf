/** Whom here an activity names, so that what concerns nobody is dropped before it costs anything. */

import { idOf, type Activity, type Entity } from "@mastic/activitypub";
import type { Instance } from "../context.ts";

/** Every URI of ours that the activity, or the object in it, names: recipients, mentions, objects, parents. */
export function localReferences(instance: Instance, activity: Activity): Set<string> {
  const found = new Set<string>();
  const prefix = `${instance.origin}/`;
  const add = (uri: string | null): void => {
    if (uri?.startsWith(prefix) === true) found.add(uri);
  };
  collect(activity, add, 0);
  return found;
}

function collect(entity: Entity, add: (uri: string | null) => void, depth: number): void {
  if (depth > 3) return;
  if (entity.kind === "activity" || entity.kind === "content") {
    for (const list of [entity.to, entity.cc, entity.bto, entity.bcc, entity.audience]) {
      for (const uri of list) add(uri);
    }
  }
  if (entity.kind === "content") {
    add(entity.inReplyTo);
    for (const { href } of entity.tags.mentions) add(href);
  }
  if (entity.kind === "object") {
    add(entity.interactingObject ?? null);
    add(entity.interactionTarget ?? null);
  }
  if (entity.kind !== "activity") return;
  const { target, instrument } = entity;
  for (const ref of [...entity.objects, ...[target, instrument].filter((it) => it !== null)]) {
    add(idOf(ref));
    if (ref.kind === "object") {
      if (ref.value.kind === "activity") add(ref.value.actor);
      collect(ref.value, add, depth + 1);
    }
  }
}

/** What a Create answers, when its object came with it. */
export function parentOf(activity: Activity): string | null {
  const { object } = activity;
  return object?.kind === "object" && object.value.kind === "content" ? object.value.inReplyTo : null;
}
