/** UC13: As a User, I should be able to receive updates from users I follow on other Fediverse instances. */

import type { Journey } from "../journey.ts";
import { page } from "../stage.ts";

export const hearFromElsewhere: Journey = {
  story: "UC13",
  title: "Receive updates from users I follow elsewhere",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob", stage.there);
    await bob.user.publishStatus(bob.caller, { content: "Before", visibility: "public" });
    // Who begins to follow while it is on its way gets it.
    await stage.settle();
    await stage.follow(alice, bob);
    const status = await bob.user.publishStatus(bob.caller, {
      content: `Hello ${alice.address} #fediverse`,
      visibility: "private",
    });
    await stage.settle();
    const [item] = await stage.feed(alice);
    stage.expect(
      "she reads what he wrote for his followers",
      [item?.author, item?.boostedBy],
      [bob.uri, null],
    );
    stage.told.tell("with its mention and hashtag", item?.text);
    const copy = await stage.here.status(status.uri);
    stage.expect(
      "kept as it is",
      [copy?.local, copy?.visibility, copy?.tags],
      [false, "private", ["fediverse"]],
    );
    stage.expect(
      "she hears that it names her",
      (await stage.notifications(alice)).map((it) => it.type),
      ["mention"],
    );

    await stage.host.advance(1_000);
    await bob.user.editStatus(bob.caller, { statusUri: status.uri, content: "Hello again" });
    await stage.settle();
    stage.expect("she reads his correction", (await stage.feed(alice))[0]?.text, "<p>Hello again</p>");
    await bob.user.deleteStatus(bob.caller, { statusUri: status.uri });
    await stage.settle();
    stage.expect("and no longer what he deletes", await stage.feed(alice), []);
    await stage.refused("which she cannot like any more", "NotFound", () =>
      alice.user.likeStatus(alice.caller, { statusUrl: status.uri }),
    );
    await stage.refused("what she receives is for nobody else to read", "Unauthorized", () =>
      alice.user.readFeed(bob.caller, page),
    );

    await alice.user.blockUser(alice.caller, { account: bob.address });
    await stage.settle();
    await bob.user.publishStatus(bob.caller, { content: `${alice.address}!`, visibility: "public" });
    await stage.settle();
    stage.expect("nor anything once she blocks him", await stage.feed(alice), []);
    stage.expect("not even news", await stage.notifications(alice), []);
  },
};
