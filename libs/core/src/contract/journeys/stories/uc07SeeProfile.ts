/** UC7: As a User, I should be able to see a user's profile. */

import type { Journey } from "../journey.ts";

export const seeProfile: Journey = {
  story: "UC7",
  title: "See a user's profile",
  async play(stage) {
    const { directory } = stage.here;
    const bob = await stage.person("bob");
    await bob.user.updateProfile(bob.caller, { displayName: "Bob", bio: "Builder" });
    const { handle } = await directory.getUser({ handle: "@BOB" });
    const { displayName, note, uri } = await (await stage.here.user(handle)).getProfile();
    stage.expect(
      "Bob's profile",
      { displayName, note, uri },
      { displayName: "Bob", note: "<p>Builder</p>", uri: bob.uri },
    );
    await stage.refused("a profile of nobody", "NotFound", () => directory.getUser({ handle: "nobody" }));
  },
};
