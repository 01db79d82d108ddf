/** Hands a report's Flag activity to the Federation, which delivers it in the name of the instance (spec 03: Reports Extension). */

import type { Performer } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import type { _SERVICE } from "../candid/federation.did.ts";
import type { Remote } from "../frame/remote.ts";

export function forwardReport(call: Remote<_SERVICE>, federation: Principal): Performer {
  return async ({ payload, body }) => {
    const inbox =
      typeof payload === "object" && payload !== null && "inbox" in payload ? payload.inbox : undefined;
    if (typeof inbox !== "string" || body === null)
      return { status: "permanent", error: "It is no delivery." };
    const activity = {
      activity_json: body.content,
      target_inbox: inbox,
      collection_synchronization: [] as [],
    };
    const reply = await call(federation, "send_activity", [{ One: activity }]);
    if ("One" in reply && "Ok" in reply.One) return { status: "done" };
    return { status: "retry", error: `send_activity was refused: ${JSON.stringify(reply)}` };
  };
}
