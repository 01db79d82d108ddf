/** UC5: As a User, I should be able to follow another Profile. */

import type { Journey } from "../journey.ts";
import { page, type Person, type Stage } from "../stage.ts";

export const follow: Journey = {
  story: "UC5",
  title: "Follow another profile",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob");
    const carol = await stage.person("carol", stage.there);
    await stage.follow(alice, bob);
    await stage.follow(alice, carol);
    stage.expect("Alice follows both", await alice.user.getFollowing(page), [carol.uri, bob.uri]);
    for (const one of [bob, carol]) {
      stage.expect(`${one.handle} has a follower`, await one.user.getFollowers(page), [alice.uri]);
      stage.expect(
        `${one.handle} hears of it`,
        (await stage.notifications(one)).map((it) => [it.type, it.from]),
        [["follow", alice.uri]],
      );
    }
    await refusals(stage, alice, bob);
    await locked(stage, alice, await stage.person("dora"));
    await locked(stage, alice, await stage.person("emil", stage.there));
  },
};

async function refusals(stage: Stage, alice: Person, bob: Person): Promise<void> {
  const attempt = (account: string) => alice.user.followUser(alice.caller, { account });
  await stage.refused("following again", "AlreadyFollowing", () => attempt("bob"));
  await stage.refused("following oneself", "CannotFollowSelf", () => attempt("alice"));
  await stage.refused("following nobody", "NotFound", () => attempt("nobody"));
  await stage.refused("following nobody there", "NotFound", () => attempt(`@nobody@${stage.there.host}`));
  await stage.refused("Bob follows in her name", "Unauthorized", () =>
    alice.user.followUser(bob.caller, { account: "bob" }),
  );
}

/** Somebody who wants to be asked. */
async function locked(stage: Stage, alice: Person, other: Person): Promise<void> {
  const name = other.handle;
  await other.user.updateProfile(other.caller, { locked: true });
  await stage.settle();
  const before = await alice.user.getFollowing(page);
  await stage.follow(alice, other);
  stage.expect(`${name} is asked`, await other.user.getFollowRequests(other.caller, page), [alice.uri]);
  stage.expect(`and has no follower yet`, await other.user.getFollowers(page), []);
  await other.user.rejectFollow(other.caller, { actorUri: alice.uri });
  await stage.settle();
  stage.expect(`${name} has said no`, await other.user.getFollowRequests(other.caller, page), []);
  stage.expect("Alice follows whom she followed", await alice.user.getFollowing(page), before);
  await stage.refused("there is nothing to accept", "RequestNotFound", () =>
    other.user.acceptFollow(other.caller, { actorUri: alice.uri }),
  );
  await stage.follow(alice, other);
  await stage.refused("Alice accepts for the other", "Unauthorized", () =>
    other.user.acceptFollow(alice.caller, { actorUri: alice.uri }),
  );
  await other.user.acceptFollow(other.caller, { actorUri: alice.uri });
  await stage.settle();
  stage.expect(`${name} has said yes`, await other.user.getFollowers(page), [alice.uri]);
  stage.expect("Alice follows one more", await alice.user.getFollowing(page), [other.uri, ...before]);
}
