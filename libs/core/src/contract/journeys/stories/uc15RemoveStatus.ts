/** UC15: As a Moderator, I should be able to remove a Status violating the policy. */

import type { Journey } from "../journey.ts";
import { anonymous, moderator } from "../stage.ts";

export const removeStatus: Journey = {
  story: "UC15",
  title: "Remove a status as a moderator",
  async play(stage) {
    const mallory = await stage.person("mallory");
    const bob = await stage.person("bob");
    const carol = await stage.person("carol", stage.there);
    await stage.follow(bob, mallory);
    await stage.follow(carol, mallory);
    const post = (content: string) =>
      mallory.user.publishStatus(mallory.caller, { content, visibility: "public" });
    const spam = await post("Spam");
    const kept = await post("No spam");
    await stage.settle();
    const remove = (caller: typeof moderator, statusUri: string) =>
      mallory.user.deleteStatus(caller, { statusUri });
    await stage.refused("Bob may not", "Unauthorized", () => remove(bob.caller, spam.uri));
    await stage.refused("nobody may", "AnonymousPrincipal", () => remove(anonymous, spam.uri));
    await remove(moderator, spam.uri);
    await stage.settle();
    for (const reader of [mallory, bob, carol]) {
      stage.expect(
        `it has left ${reader.handle}'s feed`,
        (await stage.feed(reader)).map((it) => it.text),
        ["<p>No spam</p>"],
      );
    }
    stage.expect("the other server has dropped it", await stage.there.status(spam.uri), undefined);
    await stage.refused("a second time", "NotFound", () => remove(moderator, spam.uri));
    await stage.refused("what is no status", "InvalidUri", () => remove(moderator, mallory.uri));
    await remove(mallory.caller, kept.uri);
    stage.expect("authors remove their own", await stage.feed(mallory), []);
    await stage.settle();
  },
};
