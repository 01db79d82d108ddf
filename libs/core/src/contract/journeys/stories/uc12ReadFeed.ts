/** UC12: As a User, I should be able to read my Feed. */

import type { Journey } from "../journey.ts";
import { anonymous, page } from "../stage.ts";

export const readFeed: Journey = {
  story: "UC12",
  title: "Read my feed",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob");
    const carol = await stage.person("carol", stage.there);
    stage.expect("a new feed is empty", await stage.feed(alice), []);
    await stage.follow(alice, bob);
    await stage.follow(alice, carol);
    for (const [who, content] of [
      [bob, "1"],
      [alice, "2"],
      [carol, "3"],
      [bob, "4"],
    ] as const) {
      await who.user.publishStatus(who.caller, { content, visibility: "public" });
      await stage.host.advance(1_000);
      await stage.settle();
    }
    const texts = async (offset: number, limit: number) =>
      (await alice.user.readFeed(alice.caller, { offset, limit })).map((it) => it.status.content);
    stage.expect("newest first", await texts(0, 50), ["<p>4</p>", "<p>3</p>", "<p>2</p>", "<p>1</p>"]);
    stage.expect(
      "page by page",
      [await texts(0, 3), await texts(3, 3)],
      [["<p>4</p>", "<p>3</p>", "<p>2</p>"], ["<p>1</p>"]],
    );
    await bob.user.publishStatus(bob.caller, {
      content: "psst",
      visibility: "direct",
      mentions: [carol.address],
    });
    await stage.settle();
    stage.expect("what is for Carol is not for her", (await texts(0, 50)).length, 4);
    await bob.user.publishStatus(bob.caller, { content: "psst @alice", visibility: "direct" });
    await stage.settle();
    stage.expect("what is for her is there", (await stage.feed(alice))[0]?.author, bob.uri);

    await alice.user.blockUser(alice.caller, { account: "bob" });
    await stage.settle();
    stage.expect("without whom she blocks", await texts(0, 50), ["<p>3</p>", "<p>2</p>"]);
    await stage.refused("more than a page", "LimitExceeded", () => texts(0, 51));
    await stage.refused("Bob reads it", "Unauthorized", () => alice.user.readFeed(bob.caller, page));
    await stage.refused("nobody reads it", "AnonymousPrincipal", () => alice.user.readFeed(anonymous, page));
  },
};
