/** UC4: As a User, I should be able to delete my Profile. */

import type { Journey } from "../journey.ts";
import { page } from "../stage.ts";

const DAY = 86_400_000;

export const deleteProfile: Journey = {
  story: "UC4",
  title: "Delete my profile",
  async play(stage) {
    const { directory } = stage.here;
    const alice = await stage.person("alice");
    const bob = await stage.person("bob");
    const carol = await stage.person("carol", stage.there);
    await stage.follow(bob, alice);
    await stage.follow(carol, alice);
    await stage.follow(alice, carol);
    const status = await alice.user.publishStatus(alice.caller, {
      content: "Farewell",
      visibility: "public",
    });
    await stage.settle();
    stage.expect("Carol has her post", (await stage.feed(carol)).length, 1);

    await directory.deleteProfile(alice.caller);
    await stage.settle();
    await stage.refused("Alice is no longer registered", "NotRegistered", () =>
      directory.whoAmI(alice.caller),
    );
    await stage.refused("nobody finds her", "NotFound", () => directory.getUser({ handle: "alice" }));
    await stage.refused("she cannot post", "Unauthorized", () =>
      alice.user.publishStatus(alice.caller, { content: "Still here", visibility: "public" }),
    );
    stage.expect("her posts are gone", await stage.here.status(status.uri), undefined);
    for (const follower of [bob, carol]) {
      stage.expect(`${follower.handle} follows nobody`, await follower.user.getFollowing(page), []);
      stage.expect(`${follower.handle} reads nothing of her`, await stage.feed(follower), []);
    }
    stage.expect("and nobody follows Carol", await carol.user.getFollowers(page), []);
    stage.expect("Carol's server has forgotten her", await stage.there.account(alice.uri), undefined);

    const signUp = () => directory.signUp({ principal: "another" }, { handle: "alice" });
    await stage.refused("her handle is blocked", "HandleTaken", signUp);
    await stage.refused("a second deletion", "NotRegistered", () => directory.deleteProfile(alice.caller));
    await stage.host.advance(31 * DAY);
    await stage.settle();
    await signUp();
    await stage.settle();
    const { principal, status: state } = await directory.getUser({ handle: "alice" });
    stage.expect("after a month it is free", [principal, state], ["another", "Active"]);
  },
};
