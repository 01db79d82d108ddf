/** UC10: As a User, I should be able to like a Status. */

import type { Journey } from "../journey.ts";
import { page } from "../stage.ts";

export const like: Journey = {
  story: "UC10",
  title: "Like a status",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob");
    const carol = await stage.person("carol", stage.there);
    for (const author of [bob, carol]) {
      const { uri } = await author.user.publishStatus(author.caller, {
        content: "Like me",
        visibility: "public",
      });
      const count = async () => (await author.node.status(uri))?.likeCount;
      await alice.user.likeStatus(alice.caller, { statusUrl: uri });
      await alice.user.likeStatus(alice.caller, { statusUrl: uri });
      await stage.settle();
      stage.expect("liked twice, it counts once", await count(), 1);
      stage.expect("it is among what Alice likes", await alice.user.getLiked(alice.caller, page), [uri]);
      stage.expect(
        `${author.handle} hears of it once`,
        (await stage.notifications(author)).map((it) => [it.type, it.from, it.statusUri]),
        [["favourite", alice.uri, uri]],
      );
      await alice.user.undoLike(alice.caller, { statusUrl: uri });
      await stage.settle();
      stage.expect("taken back, it counts none", await count(), 0);
      stage.expect("Alice likes nothing", await alice.user.getLiked(alice.caller, page), []);
      stage.expect("and the news is withdrawn", await stage.notifications(author), []);
      await stage.refused("taken back twice", "NotFound", () =>
        alice.user.undoLike(alice.caller, { statusUrl: uri }),
      );
    }
    const hidden = await bob.user.publishStatus(bob.caller, {
      content: "For friends",
      visibility: "private",
    });
    await stage.refused("what she may not see", "NotFound", () =>
      alice.user.likeStatus(alice.caller, { statusUrl: hidden.uri }),
    );
    await stage.refused("Bob likes in her name", "Unauthorized", () =>
      alice.user.likeStatus(bob.caller, { statusUrl: hidden.uri }),
    );
  },
};
