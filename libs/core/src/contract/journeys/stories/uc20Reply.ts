/** UC20: As a User, I should be able to reply to a Status. */

import type { Journey } from "../journey.ts";
import { anonymous, page } from "../stage.ts";

export const reply: Journey = {
  story: "UC20",
  title: "Reply to a status",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob");
    const carol = await stage.person("carol", stage.there);
    const dora = await stage.person("dora");
    await stage.follow(dora, alice);
    await stage.follow(dora, bob);
    const root = await alice.user.publishStatus(alice.caller, { content: "Question", visibility: "public" });
    // An answer that arrives before what it answers is in no feed.
    await stage.settle();
    const answer = (content: string, inReplyTo = root.uri) =>
      ({ content, visibility: "public", inReplyTo }) as const;
    const first = await bob.user.publishStatus(bob.caller, answer("From here"));
    // A thread is in the order of arrival.
    await stage.settle();
    await stage.host.advance(1_000);
    const second = await carol.user.publishStatus(carol.caller, answer("From there"));
    await stage.settle();

    stage.expect(
      "the answers name what they answer",
      [first.inReplyToUri, second.inReplyToUri],
      [root.uri, root.uri],
    );
    stage.expect(
      "Alice hears of both",
      (await stage.notifications(alice)).filter((it) => it.type === "mention").map((it) => it.from),
      [bob.uri, carol.uri],
    );
    stage.expect(
      "who follows both reads the answer",
      (await stage.feed(dora)).map((it) => it.text),
      ["<p>From here</p>", "<p>Question</p>"],
    );
    for (const caller of [alice.caller, anonymous]) {
      const { status, answers } = await alice.user.getThread(caller, { id: root.id, ...page });
      stage.expect(
        "the thread, in order",
        [status.uri, ...answers.map((row) => row.uri)],
        [root.uri, first.uri, second.uri],
      );
    }
    const { answers: part } = await alice.user.getThread(anonymous, { id: root.id, offset: 1, limit: 1 });
    stage.expect(
      "page by page",
      part.map((row) => row.uri),
      [second.uri],
    );
    stage.expect("it counts two answers", (await stage.here.status(root.uri))?.replyCount, 2);

    const gone = `${stage.there.origin}/users/carol/statuses/1`;
    const lost = await alice.user.publishStatus(alice.caller, answer("To what is not there", gone));
    stage.expect("what is not there can be answered", lost.inReplyToUri, gone);
    await stage.settle();
    const hidden = await bob.user.publishStatus(bob.caller, { content: "Hidden", visibility: "private" });
    await stage.refused("not what one may not see", "NotFound", () =>
      alice.user.publishStatus(alice.caller, answer("?", hidden.uri)),
    );
    await stage.refused("nor what is no URI", "InvalidUri", () =>
      alice.user.publishStatus(alice.caller, answer("?", "no uri")),
    );
    await stage.settle();
  },
};
