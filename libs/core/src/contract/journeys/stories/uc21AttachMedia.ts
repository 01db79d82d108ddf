/** UC21: As a User, I should be able to attach media to a Status. */

import type { AttachMediaArgs } from "../../../user/media.ts";
import type { Journey } from "../journey.ts";
import { anonymous } from "../stage.ts";

const upload: AttachMediaArgs = {
  kind: "image",
  mediaType: "image/png",
  blob: "ab".repeat(32),
  description: "A mastic tree",
  blurhash: "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
  meta: { width: 640, height: 480 },
};

export const attachMedia: Journey = {
  story: "UC21",
  title: "Attach media to a status",
  async play(stage) {
    const alice = await stage.person("alice");
    const bob = await stage.person("bob");
    const carol = await stage.person("carol", stage.there);
    await stage.follow(carol, alice);
    const attach = (change: Partial<AttachMediaArgs> = {}) =>
      alice.user.attachMedia(alice.caller, { ...upload, ...change });
    const picture = await attach();
    const sound = await attach({ mediaType: "audio/ogg", kind: "audio" });
    await alice.user.updateMedia(alice.caller, { mediaId: sound.id, description: "Its leaves in the wind" });
    const publish = (mediaIds: readonly bigint[], who = alice) =>
      who.user.publishStatus(who.caller, { content: "", visibility: "public", mediaIds });
    const status = await publish([sound.id, picture.id]);
    const media = await alice.user.getStatusMedia(anonymous, { id: status.id });
    stage.expect(
      "anybody finds them, in their order",
      media.map((row) => [row.mediaType, row.description]),
      [
        ["audio/ogg", "Its leaves in the wind"],
        ["image/png", "A mastic tree"],
      ],
    );
    await stage.settle();
    const copies = await stage.there.media(status.uri);
    stage.expect(
      "her followers elsewhere get references",
      copies.map((row) => [row.mediaType, row.description]),
      media.map((row) => [row.mediaType, row.description]),
    );
    const files = media.map((row) => `${stage.here.origin}/media/${row.blob ?? ""}`);
    stage.expect("to the files here", copies.map((row) => row.remoteUrl).join() === files.join(), true);
    stage.expect("with the preview", copies[1]?.blurhash, upload.blurhash);

    await stage.refused("media in use", "BadArgs", () => publish([picture.id]));
    await stage.refused("media of another's", "BadArgs", async () => publish([(await attach()).id], bob));
    await stage.refused("no media and no text", "ContentEmpty", () => publish([]));
    await stage.refused("a type with a blank", "BadArgs", () => attach({ mediaType: "image /png" }));
    await stage.refused("a description too long", "BadArgs", () =>
      attach({ description: "x".repeat(1_501) }),
    );
    const five: bigint[] = [];
    for (let i = 0; i < 5; i += 1) five.push((await attach()).id);
    await stage.refused("more than four", "BadArgs", () => publish(five));

    await alice.user.deleteStatus(alice.caller, { statusUri: status.uri });
    await stage.settle();
    stage.expect("they go with the status", await stage.here.media(status.uri), []);
    stage.expect("there too", await stage.there.media(status.uri), []);
    await stage.refused("and are not found again", "NotFound", () =>
      alice.user.deleteMedia(alice.caller, { mediaId: picture.id }),
    );
  },
};
