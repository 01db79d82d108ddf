/** UC1: As a User, I should be able to create a Profile. */

import type { Journey } from "../journey.ts";
import { anonymous } from "../stage.ts";

export const createProfile: Journey = {
  story: "UC1",
  title: "Create a profile",
  async play(stage) {
    const { directory } = stage.here;
    const alice = { principal: "principal-of-alice" };
    const { id } = await directory.signUp(alice, { handle: " @Alice" });
    await stage.settle();
    const home = await directory.userCanister(alice, {});
    stage.expect("her home is there", [home.handle, home.status, home.id === id], ["alice", "Active", true]);
    const profile = await (await stage.here.user("alice")).getProfile();
    stage.expect("her profile has an actor", profile.uri, `${stage.here.origin}/users/alice`);
    stage.expect("with a key to sign by", profile.keys[0]?.id, `${profile.uri}#main-key`);

    const signUp = (principal: string | null, handle: string) => directory.signUp({ principal }, { handle });
    await stage.refused("nobody signs up", "AnonymousPrincipal", () => signUp(anonymous.principal, "bob"));
    await stage.refused("she signs up again", "AlreadyRegistered", () =>
      directory.signUp(alice, { handle: "al" }),
    );
    await stage.refused("Bob wants her handle", "HandleTaken", () => signUp("bob", "ALICE"));
    await stage.refused("Bob wants a name with a dot", "InvalidHandle", () => signUp("bob", "bob.b"));
    await stage.refused("Bob wants a long name", "InvalidHandle", () => signUp("bob", "b".repeat(31)));
    await stage.refused("Bob wants to be admin", "InvalidHandle", () => signUp("bob", "admin"));
    await stage.refused("she retries what has not failed", "CanisterNotInFailedState", () =>
      directory.retrySignUp(alice),
    );
  },
};
