/** UC14: As a User on a Web2 Mastodon Instance, I should be able to receive updates and interact with users on Mastic. */

import type { Journey } from "../journey.ts";
import { page } from "../stage.ts";

export const reachElsewhere: Journey = {
  story: "UC14",
  title: "Interact from another instance",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob", stage.there);
    await stage.follow(bob, alice);
    const status = await alice.user.publishStatus(alice.caller, { content: "Hello", visibility: "public" });
    await stage.settle();
    stage.expect("Bob reads it there", await stage.feed(bob), [
      { text: "<p>Hello</p>", author: alice.uri, boostedBy: null },
    ]);

    // News is in the order of arrival.
    await bob.user.likeStatus(bob.caller, { statusUrl: status.uri });
    await stage.settle();
    await bob.user.boostStatus(bob.caller, { statusUrl: status.uri });
    await stage.settle();
    const answer = { content: "Hello yourself", visibility: "public", inReplyTo: status.uri } as const;
    const { uri } = await bob.user.publishStatus(bob.caller, answer);
    await stage.settle();
    const now = await stage.here.status(status.uri);
    stage.expect("Alice's post counts it all", [now?.likeCount, now?.boostCount, now?.replyCount], [1, 1, 1]);
    stage.expect(
      "she hears of each",
      (await stage.notifications(alice)).map((it) => [it.type, it.from]),
      ["follow", "favourite", "reblog", "mention"].map((type) => [type, bob.uri]),
    );
    const { answers } = await alice.user.getThread(alice.caller, { id: status.id, ...page });
    stage.expect(
      "and reads his answer under it",
      answers.map((row) => row.uri),
      [uri],
    );

    await bob.user.undoLike(bob.caller, { statusUrl: status.uri });
    await bob.user.undoBoost(bob.caller, { statusUrl: status.uri });
    await bob.user.deleteStatus(bob.caller, { statusUri: uri });
    await bob.user.unfollowUser(bob.caller, { account: alice.address });
    await stage.settle();
    const then = await stage.here.status(status.uri);
    stage.expect("he takes it all back", [then?.likeCount, then?.boostCount, then?.replyCount], [0, 0, 0]);
    stage.expect("and follows her no more", await alice.user.getFollowers(page), []);
    const secret = await alice.user.publishStatus(alice.caller, {
      content: "For friends",
      visibility: "private",
    });
    await stage.settle();
    stage.expect("what is not for him does not get there", await stage.there.status(secret.uri), undefined);
    await stage.refused("nor can he fetch it", "NotFound", () =>
      bob.user.likeStatus(bob.caller, { statusUrl: secret.uri }),
    );
  },
};
