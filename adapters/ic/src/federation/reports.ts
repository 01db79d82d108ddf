/** A Flag from another server goes to the Directory, whose moderators decide about it (spec 03: Reports Extension). */

import { idOf, parseActivity } from "@mastic/activitypub";
import type { Performer } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import * as bindings from "../candid/directory.did.ts";
import { remote } from "../frame/remote.ts";

const call = remote<bindings._SERVICE>(bindings);
/** The Directory keeps fewer, and cuts what is said. */
const OBJECTS = 200;
const CONTENT = 20_000;

/** @param relay brings what is no report to homes: they would hear who has reported them */
export function withReports(relay: Performer, directory: Principal): Performer {
  return async (effect) => {
    const text = effect.body?.content ?? "";
    // Most activities are spared being read twice.
    if (!text.includes('"Flag"')) return relay(effect);
    const activity = parseActivity(text);
    if (activity.type !== "Flag" || activity.id === null) return relay(effect);
    const object_uris = activity.objects.map((ref) => idOf(ref)).filter((uri) => uri !== null);
    const report: bindings.ReceiveReportArgs = {
      activity_uri: activity.id,
      reporter_actor_uri: activity.actor,
      object_uris: object_uris.slice(0, OBJECTS),
      content: (activity.content ?? "").slice(0, CONTENT),
    };
    const reply = await call(directory, "receive_report", [report]);
    if ("Ok" in reply) return { status: "done" };
    const isKnown = "Unauthorized" in reply.Err;
    return isKnown
      ? { status: "retry", error: "The Directory does not know its Federation." }
      : { status: "permanent", error: "It reports nobody of this node." };
  };
}
