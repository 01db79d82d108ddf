/** UC6: As a User, I should be able to remove a Following. */

import type { Journey } from "../journey.ts";
import { page } from "../stage.ts";

export const unfollow: Journey = {
  story: "UC6",
  title: "Remove a following",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob");
    const carol = await stage.person("carol", stage.there);
    for (const other of [bob, carol]) {
      await stage.follow(alice, other);
      await other.user.publishStatus(other.caller, { content: "Hello", visibility: "public" });
      await stage.settle();
      stage.expect(`Alice reads ${other.handle}`, (await stage.feed(alice)).length, 1);
      await alice.user.unfollowUser(alice.caller, { account: other.uri });
      await stage.settle();
      stage.expect(`Alice follows nobody`, await alice.user.getFollowing(page), []);
      stage.expect(`${other.handle} has no follower`, await other.user.getFollowers(page), []);
      stage.expect("and has left her feed", await stage.feed(alice), []);
      await other.user.publishStatus(other.caller, { content: "Still there?", visibility: "public" });
      await stage.settle();
      stage.expect("nor does it fill again", await stage.feed(alice), []);
      await stage.refused("a second time", "NotFollowing", () =>
        alice.user.unfollowUser(alice.caller, { account: other.uri }),
      );
    }
  },
};
