/** UC3: As a User, I should be able to update my Profile. */

import type { Journey } from "../journey.ts";

export const updateProfile: Journey = {
  story: "UC3",
  title: "Update my profile",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob", stage.there);
    await stage.follow(bob, alice);
    await alice.user.updateProfile(alice.caller, { displayName: "Alice", bio: "I like #Rust" });
    await alice.user.updateProfile(alice.caller, {
      fields: [{ name: "Web", value: "https://example.com" }],
      locked: true,
    });
    const { displayName, locked, fields } = await alice.user.getProfile();
    stage.expect(
      "what is given changes, the rest stays",
      [displayName, locked, fields.map((field) => field.name)],
      ["Alice", true, ["Web"]],
    );
    await stage.settle();
    const seen = await stage.there.account(alice.uri);
    stage.expect("Bob's server sees it", [seen?.displayName, seen?.locked], ["Alice", true]);
    stage.told.tell("with the biography", seen?.note);

    await stage.refused("Bob changes it", "Unauthorized", () =>
      alice.user.updateProfile(bob.caller, { displayName: "Mallory" }),
    );
    await stage.refused("the name is too long", "BadArgs", () =>
      alice.user.updateProfile(alice.caller, { displayName: "x".repeat(31) }),
    );
    stage.expect("nothing has changed", (await alice.user.getProfile()).displayName, "Alice");
  },
};
