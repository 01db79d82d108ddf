/** UC2: As a User, I should be able to Sign In. */

import type { Journey } from "../journey.ts";
import { anonymous } from "../stage.ts";

export const signIn: Journey = {
  story: "UC2",
  title: "Sign in",
  async play(stage) {
    const { directory } = stage.here;
    const alice = await stage.person("alice");
    const { handle, status } = await directory.whoAmI(alice.caller);
    stage.expect("Alice learns who she is", { handle, status }, { handle: "alice", status: "Active" });
    await stage.refused("a stranger asks", "NotRegistered", () =>
      directory.whoAmI({ principal: "stranger" }),
    );
    await stage.refused("nobody asks", "NotRegistered", () => directory.whoAmI(anonymous));
    await stage.refused("a home of a stranger", "NotRegistered", () =>
      directory.userCanister(alice.caller, { principal: "stranger" }),
    );
  },
};
