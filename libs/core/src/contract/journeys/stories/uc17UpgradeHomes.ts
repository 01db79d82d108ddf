/**
 * UC17: As a Controller, I should be able to upgrade all User Canisters. A host where homes are no canisters brings all
 * of them to its next version at once; what everybody sees of it is the same.
 */

import type { Journey } from "../journey.ts";

/** What a host's operator does about versions; each host checks for itself what the story does not tell. */
export interface HomeUpgrades {
  /** Begins to upgrade every home of `here`, to a sound version or to one that cannot be had. */
  begin(who: "user" | "operator", version: "next" | "broken"): Promise<"Ok" | "Refused" | "InProgress">;
  /** Lets the upgrade come to its end, and everything that waited for it. */
  finish(): Promise<void>;
  /** Of the upgrade under way, or of the last one. */
  status(): Promise<{ readonly done: boolean; readonly completed: number; readonly givenUp: number }>;
  isUpgraded(handle: string): Promise<boolean>;
}

const HANDLES = Array.from({ length: 10 }, (_, index) => `user${index}`);

/** @param upgrades those of the host that is open */
export const upgradeHomes = (upgrades: () => HomeUpgrades): Journey => ({
  story: "UC17",
  title: "Upgrade all homes",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob");
    const carol = await stage.person("carol", stage.there);
    for (const handle of HANDLES) await stage.person(handle);
    await stage.follow(bob, alice);
    await stage.follow(bob, carol);
    await alice.user.publishStatus(alice.caller, { content: "Before", visibility: "public" });
    await stage.settle();

    const homes = upgrades();
    stage.expect("a user upgrades them", await homes.begin("user", "next"), "Refused");
    stage.expect("the operator upgrades them", await homes.begin("operator", "next"), "Ok");
    stage.expect("once at a time", await homes.begin("operator", "next"), "InProgress");
    stage.expect("it is done", (await homes.status()).done, false);
    await carol.user.publishStatus(carol.caller, { content: "Meanwhile", visibility: "public" });
    await homes.finish();
    stage.expect("all have been upgraded", await homes.status(), { done: true, completed: 12, givenUp: 0 });
    const upgraded = await Promise.all(["alice", "bob", ...HANDLES].map((it) => homes.isUpgraded(it)));
    stage.expect("homes with another version", upgraded.filter((it) => !it).length, 0);
    stage.expect(
      "Bob reads what he had, and what was written meanwhile",
      (await stage.feed(bob)).map(({ text }) => text),
      ["<p>Meanwhile</p>", "<p>Before</p>"],
    );
    await alice.user.publishStatus(alice.caller, { content: "After", visibility: "public" });
    await stage.settle();
    stage.expect("and what comes now", (await stage.feed(bob))[0]?.text, "<p>After</p>");
    await stage.person("late");
    stage.expect("who comes now has the next version", await homes.isUpgraded("late"), true);

    stage.expect("a version that cannot be had", await homes.begin("operator", "broken"), "Ok");
    await homes.finish();
    stage.expect("is given up", await homes.status(), { done: true, completed: 0, givenUp: 13 });
    stage.expect("and the homes run on", (await alice.user.getProfile()).statusesCount, 2);
  },
});
