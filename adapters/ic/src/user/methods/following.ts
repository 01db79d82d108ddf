/** Follows, requests to follow, and blocks (UC5, UC6). */

import { callerOf } from "../../host/principals.ts";
import type { Methods, Parts } from "../methods.ts";
import { pageOf } from "./page.ts";

export function following(
  parts: Parts,
): Pick<
  Methods,
  | "follow_user"
  | "unfollow_user"
  | "accept_follow"
  | "reject_follow"
  | "block_user"
  | "get_follow_requests"
  | "get_followers"
  | "get_following"
> {
  return {
    async follow_user(caller, { handle }) {
      await parts().user.followUser(callerOf(caller), { account: handle });
    },
    async unfollow_user(caller, { handle }) {
      await parts().user.unfollowUser(callerOf(caller), { account: handle });
    },
    async accept_follow(caller, { follower }) {
      await parts().user.acceptFollow(callerOf(caller), { actorUri: follower });
    },
    async reject_follow(caller, { follower }) {
      await parts().user.rejectFollow(callerOf(caller), { actorUri: follower });
    },
    async block_user(caller, { handle }) {
      await parts().user.blockUser(callerOf(caller), { account: handle });
    },
    get_follow_requests: (caller, args) => parts().user.getFollowRequests(callerOf(caller), pageOf(args)),
    get_followers: (_, args) => parts().user.getFollowers(pageOf(args)),
    get_following: (_, args) => parts().user.getFollowing(pageOf(args)),
  };
}
