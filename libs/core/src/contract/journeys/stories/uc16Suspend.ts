/** UC16: As a Moderator, I should be able to suspend a Profile violating the policy. */

import type { Journey } from "../journey.ts";
import { moderator, type Stage } from "../stage.ts";

export const suspend: Journey = {
  story: "UC16",
  title: "Suspend a profile as a moderator",
  async play(stage) {
    const { directory } = stage.here;
    const mallory = await stage.person("mallory");
    const bob = await stage.person("bob");
    const carol = await stage.person("carol", stage.there);
    await stage.follow(bob, mallory);
    await stage.follow(carol, mallory);
    const post = () => mallory.user.publishStatus(mallory.caller, { content: "Spam", visibility: "public" });
    await post();
    await stage.settle();
    await stage.refused("Bob may not", "Unauthorized", () =>
      directory.suspend(bob.caller, { handle: "mallory" }),
    );
    await stage.refused("nobody of that name", "NotFound", () =>
      directory.suspend(moderator, { handle: "nobody" }),
    );
    await directory.suspend(moderator, { handle: "mallory" });
    await stage.settle();

    await stage.refused("she may not post", "Suspended", post);
    await stage.refused("nor leave and come again", "Suspended", () =>
      directory.deleteProfile(mallory.caller),
    );
    await stage.refused("she is not found", "NotFound", () => directory.getUser({ handle: "mallory" }));
    await stage.refused("nor is her profile", "NotFound", () => mallory.user.getProfile());
    stage.expect("Bob no longer reads her", await stage.feed(bob), []);
    stage.expect("the other server is told", (await stage.there.account(mallory.uri))?.suspended, true);
    stage.expect("and Carol no longer reads her", await stage.feed(carol), []);

    await directory.unsuspend(moderator, { handle: "mallory" });
    await stage.settle();
    await post();
    await stage.settle();
    stage.expect("she is let in again", (await stage.feed(bob)).length, 2);
    stage.expect("there too", (await stage.there.account(mallory.uri))?.suspended, false);
    await moderators(stage, bob.caller);
  },
};

async function moderators(stage: Stage, bob: { readonly principal: string | null }): Promise<void> {
  const { directory } = stage.here;
  const named = { principal: bob.principal ?? "" };
  await stage.refused("Bob names himself", "Unauthorized", () => directory.addModerator(bob, named));
  await directory.addModerator(moderator, named);
  await stage.refused("named twice", "AlreadyModerator", () => directory.addModerator(moderator, named));
  await directory.suspend(bob, { handle: "mallory" });
  stage.expect(
    "named, he may suspend",
    (await directory.whoAmI({ principal: "principal-of-mallory" })).status,
    "Suspended",
  );
  await directory.removeModerator(moderator, named);
  await stage.refused("removed twice", "NotModerator", () => directory.removeModerator(moderator, named));
  await stage.refused("the last one stays", "BadArgs", () =>
    directory.removeModerator(moderator, { principal: moderator.principal ?? "" }),
  );
  await stage.settle();
}
