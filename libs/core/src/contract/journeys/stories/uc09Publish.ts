/** UC9: As a User, I should be able to create a Status. */

import type { Visibility } from "../../../schema/statuses.ts";
import type { Journey } from "../journey.ts";
import { anonymous, page, type Person, type Stage } from "../stage.ts";

export const publish: Journey = {
  story: "UC9",
  title: "Create a status",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob");
    const carol = await stage.person("carol", stage.there);
    const dora = await stage.person("dora", stage.there);
    await stage.follow(bob, alice);
    await stage.follow(carol, alice);
    for (const visibility of ["public", "unlisted", "private"] as const) {
      await alice.user.publishStatus(alice.caller, { content: `A ${visibility} one`, visibility });
      // A feed is in the order of arrival.
      await stage.settle();
    }
    const direct = { content: "For Dora", visibility: "direct", mentions: [dora.address] } as const;
    await alice.user.publishStatus(alice.caller, direct);
    await stage.settle();

    const texts = async (who: Person) => (await stage.feed(who)).map((it) => it.text);
    const toAll = ["<p>A private one</p>", "<p>A unlisted one</p>", "<p>A public one</p>"];
    stage.expect("Alice reads all", await texts(alice), ["<p>For Dora</p>", ...toAll]);
    stage.expect("her follower here reads three", await texts(bob), toAll);
    stage.expect("her follower there reads three", await texts(carol), toAll);
    stage.expect(
      "Dora alone is told of the fourth",
      (await stage.notifications(dora)).map((it) => [it.type, it.from]),
      [["mention", alice.uri]],
    );
    stage.expect("of whom no other server's follower hears", await stage.notifications(carol), []);
    const near = { content: "For Bob", visibility: "direct", mentions: ["bob"] } as const;
    const { uri } = await alice.user.publishStatus(alice.caller, near);
    await stage.settle();
    stage.expect("what is for Bob stays on his server", await stage.there.status(uri), undefined);
    await exits(stage, alice, bob);
    await refusals(stage, alice, bob);
  },
};

/** What each asker gets of the author's list. */
async function exits(stage: Stage, alice: Person, bob: Person): Promise<void> {
  const listed = async (principal: string | null, requesterActorUri?: string): Promise<Visibility[]> => {
    const rows = await alice.user.getStatuses({ principal }, { ...page, requesterActorUri });
    return rows.map((row) => row.visibility);
  };
  stage.expect("anybody lists two", await listed(null), ["unlisted", "public"]);
  stage.expect("a follower lists three", await listed(null, bob.uri), ["private", "unlisted", "public"]);
  stage.expect("Alice lists all", (await listed(alice.caller.principal)).length, 5);
}

async function refusals(stage: Stage, alice: Person, bob: Person): Promise<void> {
  const attempt = (content: string, visibility: Visibility = "public", caller = alice.caller) =>
    alice.user.publishStatus(caller, { content, visibility });
  await stage.refused("Bob posts as Alice", "Unauthorized", () => attempt("x", "public", bob.caller));
  await stage.refused("nobody posts", "AnonymousPrincipal", () => attempt("x", "public", anonymous));
  await stage.refused("nothing to say", "ContentEmpty", () => attempt(" \n "));
  await stage.refused("too much to say", "ContentTooLong", () => attempt("é".repeat(501)));
  await attempt("é".repeat(500));
  await stage.refused("nobody to say it to", "NoRecipients", () => attempt("psst", "direct"));
}
