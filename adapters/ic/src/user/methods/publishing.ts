/** What the owner says and does to statuses (UC9 to UC11, UC15, UC20, UC21). */

import { storableId } from "../../host/ids.ts";
import { callerOf } from "../../host/principals.ts";
import { readVisibility, toStatus } from "../answers.ts";
import type { Methods, Parts } from "../methods.ts";

export function publishing(
  parts: Parts,
): Pick<
  Methods,
  | "publish_status"
  | "delete_status"
  | "like_status"
  | "unlike_status"
  | "undo_like"
  | "boost_status"
  | "undo_boost"
> {
  const unlike: Methods["unlike_status"] = async (caller, { status_url }) => {
    await parts().user.undoLike(callerOf(caller), { statusUrl: status_url });
  };
  return {
    async publish_status(caller, args) {
      const { user, context, owner } = parts();
      const row = await user.publishStatus(callerOf(caller), {
        content: args.content,
        visibility: readVisibility(args.visibility),
        mentions: args.mentions,
        spoilerText: args.spoiler_text[0],
        sensitive: args.sensitive[0],
        inReplyTo: args.in_reply_to[0],
        mediaIds: [...(args.media_ids[0] ?? [])].map((id) => storableId(id, "BadArgs")),
      });
      return context.store.view(owner, (view) => toStatus(view, context.instance.origin, row));
    },
    async delete_status(caller, { status_uri }) {
      await parts().user.deleteStatus(callerOf(caller), { statusUri: status_uri });
    },
    async like_status(caller, { status_url }) {
      await parts().user.likeStatus(callerOf(caller), { statusUrl: status_url });
    },
    unlike_status: unlike,
    undo_like: unlike,
    async boost_status(caller, { status_url }) {
      await parts().user.boostStatus(callerOf(caller), { statusUrl: status_url });
    },
    async undo_boost(caller, { status_url }) {
      await parts().user.undoBoost(callerOf(caller), { statusUrl: status_url });
    },
  };
}
