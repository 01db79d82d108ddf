/** UC11: As a User, I should be able to boost a Status. */

import type { Journey } from "../journey.ts";

export const boost: Journey = {
  story: "UC11",
  title: "Boost a status",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob");
    const carol = await stage.person("carol");
    const dora = await stage.person("dora", stage.there);
    await stage.follow(carol, alice);
    await stage.follow(dora, alice);
    const warned = { content: "Worth it", spoilerText: "spoilers", visibility: "public" } as const;
    const original = await bob.user.publishStatus(bob.caller, warned);
    const statusUrl = original.uri;
    const wrapper = await alice.user.boostStatus(alice.caller, { statusUrl });
    const again = await alice.user.boostStatus(alice.caller, { statusUrl });
    stage.expect(
      "boosted twice, it is one boost",
      [wrapper.uri, again.id === wrapper.id],
      [`${alice.uri}/statuses/${wrapper.id}`, true],
    );
    await stage.settle();
    const entry = { text: "<p>Worth it</p>", author: bob.uri, boostedBy: alice.uri };
    for (const reader of [alice, carol, dora]) {
      stage.expect(`${reader.handle} reads it`, await stage.feed(reader), [entry]);
    }
    const [item] = await dora.user.readFeed(dora.caller, { offset: 0, limit: 1 });
    stage.expect("with its warning", [item?.status.spoilerText, item?.status.sensitive], ["spoilers", true]);
    stage.expect("it counts once", (await stage.here.status(statusUrl))?.boostCount, 1);
    stage.expect("Bob hears of it", await stage.notifications(bob), [
      { type: "reblog", from: alice.uri, statusUri: statusUrl },
    ]);

    await stage.host.advance(1_000);
    await bob.user.editStatus(bob.caller, { statusUri: statusUrl, content: "Worth more" });
    await stage.settle();
    // Another server hears of edits from the author, and so only where someone follows the author.
    for (const reader of [alice, carol]) {
      stage.expect(`${reader.handle} reads the new version`, await stage.feed(reader), [
        { ...entry, text: "<p>Worth more</p>" },
      ]);
    }

    await alice.user.undoBoost(alice.caller, { statusUrl });
    await alice.user.undoBoost(alice.caller, { statusUrl });
    await stage.settle();
    for (const reader of [alice, carol, dora]) {
      stage.expect(`it has left ${reader.handle}'s feed`, await stage.feed(reader), []);
    }
    stage.expect("it counts none", (await stage.here.status(statusUrl))?.boostCount, 0);

    const secret = await bob.user.publishStatus(bob.caller, {
      content: "@alice only",
      visibility: "private",
    });
    await stage.refused("what is not for everybody", "NotFound", () =>
      alice.user.boostStatus(alice.caller, { statusUrl: secret.uri }),
    );
    await bob.user.boostStatus(bob.caller, { statusUrl });
    stage.expect("one's own may be boosted", (await stage.here.status(statusUrl))?.boostCount, 1);
  },
};
