/** UC19: As the System, action spam should be prevented via rate limiting. */

import type { Journey } from "../journey.ts";
import { page } from "../stage.ts";

export const rateLimit: Journey = {
  story: "UC19",
  title: "Limit the rate of actions",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob");
    const post = (content: string) =>
      alice.user.publishStatus(alice.caller, { content, visibility: "public" });
    const { uri: statusUrl } = await post("1");
    await stage.host.advance(1_000);
    for (let i = 2; i <= 18; i += 1) await post(`${i}`);
    await alice.user.likeStatus(alice.caller, { statusUrl });
    await alice.user.followUser(alice.caller, { account: "bob" });
    stage.told.tell("20 actions in a minute are done");
    await stage.refused("the 21st", "RateLimitExceeded", () => post("21"));
    await stage.refused("of whatever kind", "RateLimitExceeded", () =>
      alice.user.blockUser(alice.caller, { account: "bob" }),
    );
    stage.expect(
      "what is refused leaves no trace",
      (await alice.user.readFeed(alice.caller, page)).length,
      18,
    );
    await bob.user.likeStatus(bob.caller, { statusUrl });
    stage.told.tell("others are not concerned");
    await stage.host.advance(59_000);
    await post("21");
    await stage.refused("the window slides", "RateLimitExceeded", () => post("22"));
    await stage.host.advance(1_000);
    await post("22");
    stage.expect("a minute later there is room", (await alice.user.getProfile()).statusesCount, 20);
    await stage.settle();
  },
};
