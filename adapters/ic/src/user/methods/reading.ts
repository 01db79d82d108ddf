/** Statuses and the feed, to whom they may be shown (UC12, UC20). */

import { CoreError, type StatusRow } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import type { Status } from "../../candid/user.did.ts";
import { storableId } from "../../host/ids.ts";
import { callerOf, isSame } from "../../host/principals.ts";
import { toFeedItem, toStatus } from "../answers.ts";
import { actorOfCaller } from "../callers.ts";
import type { Methods, Parts } from "../methods.ts";
import { pageOf } from "./page.ts";

export function reading(
  parts: Parts,
): Pick<Methods, "get_statuses" | "get_local_status" | "get_thread" | "get_liked" | "read_feed"> {
  const shown = (rows: readonly StatusRow[]): Promise<Status[]> => {
    const { context, owner } = parts();
    return context.store.view(owner, async (view) => {
      const statuses: Status[] = [];
      for (const row of rows) statuses.push(await toStatus(view, context.instance.origin, row));
      return statuses;
    });
  };
  return {
    async get_statuses(caller, args) {
      const requesterActorUri = await actorOfCaller(parts(), caller);
      const wanted = { ...pageOf(args), requesterActorUri };
      return shown(await parts().user.getStatuses(callerOf(caller), wanted));
    },
    async get_local_status(caller, { id, requester_actor_uri }) {
      const requesterActorUri = believed(parts, caller, requester_actor_uri[0]);
      const wanted = { id: storableId(id), requesterActorUri };
      return one(await shown([await parts().user.getLocalStatus(callerOf(caller), wanted)]));
    },
    async get_thread(caller, args) {
      const { status, answers } = await parts().user.getThread(callerOf(caller), {
        id: storableId(args.id),
        ...pageOf(args),
      });
      return { status: one(await shown([status])), replies: await shown(answers) };
    },
    get_liked: (caller, args) => parts().user.getLiked(callerOf(caller), pageOf(args)),
    async read_feed(caller, args) {
      const { user, context } = parts();
      const entries = await user.readFeed(callerOf(caller), pageOf(args));
      return entries.map((entry) => toFeedItem(context.instance.origin, entry));
    },
  };
}

/** Who asks for somebody else is believed when it is the Federation, which has verified a signature. */
function believed(parts: Parts, caller: Principal, requester: string | undefined): string | undefined {
  return isSame(caller, parts().federation) ? requester : undefined;
}

function one([status]: readonly Status[]): Status {
  if (status === undefined) throw new CoreError("NotFound", "There is no such status.");
  return status;
}
