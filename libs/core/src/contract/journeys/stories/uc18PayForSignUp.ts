/**
 * UC18: As the System, sign-up spam should be prevented via a cycles fee. What a sign-up costs is the host's: cycles,
 * or an invitation that can be used so many times. It is taken once from who signs up, and from nobody who does not.
 */

import type { Journey } from "../journey.ts";

/** How a host lets people pay at `here`; each host checks amounts for itself, which the story does not tell. */
export interface SignUpPrice {
  /** Signs up somebody who pays so much, or, with `paid for Alice`, by what somebody else has paid for her. */
  signUp(
    handle: string,
    paying: "nothing" | "too little" | "enough" | "twice as much" | "paid for Alice",
  ): Promise<"Ok" | "PriceNotMet" | "InvalidHandle">;
  /** Pays for a sign-up of Alice. */
  payForAlice(): Promise<"Ok">;
  /** How many times the price has been taken for sign-ups. */
  taken(): Promise<number>;
  /** Whether a home has been made. */
  hasHome(handle: string): Promise<boolean>;
}

/** @param price that of the host that is open */
export const payForSignUp = (price: () => SignUpPrice): Journey => ({
  story: "UC18",
  title: "Pay for a sign-up",
  async play(stage) {
    const asked = price();
    stage.expect("without paying", await asked.signUp("walter", "nothing"), "PriceNotMet");
    stage.expect("with too little", await asked.signUp("walter", "too little"), "PriceNotMet");
    await stage.refused("nobody is there", "NotFound", () =>
      stage.here.directory.getUser({ handle: "walter" }),
    );
    stage.expect("with a handle that cannot be", await asked.signUp("no spaces", "enough"), "InvalidHandle");
    stage.expect("nothing has been taken", await asked.taken(), 0);

    stage.expect("with more than enough", await asked.signUp("walter", "twice as much"), "Ok");
    stage.expect("the price is taken, and no more", await asked.taken(), 1);
    await stage.settle();
    stage.expect("it pays for a home", await asked.hasHome("walter"), true);

    stage.expect("somebody pays for Alice", await asked.payForAlice(), "Ok");
    stage.expect("and she signs up", await asked.signUp("alice", "paid for Alice"), "Ok");
    await stage.settle();
    const alice = await stage.here.user("alice");
    stage.expect(
      "with a home of her own",
      (await alice.getProfile()).uri,
      `${stage.here.origin}/users/alice`,
    );
    stage.expect("which is paid once", await asked.signUp("bob", "paid for Alice"), "PriceNotMet");
    stage.expect("so that two prices have been taken", await asked.taken(), 2);
  },
});
