import { expect, it } from "vitest";
import { INSTANCE, statusesById, type Instance, type MediaRow, type StatusView } from "@mastic/core";
import { lent } from "../../test/lent.ts";
import { testNode } from "../node.test-support.ts";
import { mutedAccountEntity } from "./account.ts";
import { statusEditEntity, statusEntity } from "./status.ts";

const FAR = "https://files.example/";

/** A post with everything that can have a file of another server. */
async function remoteStatus(): Promise<{ instance: Instance; view: StatusView }> {
  const node = testNode(lent);
  const alice = await node.member("alice");
  const { body } = await node.call(alice, "POST /api/v1/statuses", { status: "Look" });
  const { store, instance } = node.api.context;
  const id = BigInt((body as { id: string }).id);
  const [local] = await store.view(INSTANCE, (view) => statusesById(view, INSTANCE, [id]));
  if (local === undefined) throw new Error("the post is not there");
  const emojis = [{ shortcode: "blob", url: `${FAR}blob.gif`, staticUrl: `${FAR}blob.png` }];
  const account = { ...local.account, avatar: `${FAR}avatar.png`, header: `${FAR}header.png`, emojis };
  const media = ["image", "video", "audio"].map((kind, position): MediaRow => ({
    id: BigInt(position + 1),
    accountId: account.id,
    statusId: id,
    position,
    kind: kind as MediaRow["kind"],
    mediaType: `${kind}/x`,
    blob: null,
    previewBlob: null,
    remoteUrl: `${FAR}${kind}`,
    description: null,
    blurhash: null,
    meta: {},
    createdAt: 0,
    expiresAt: null,
  }));
  return { instance, view: { ...local, account, media, status: { ...local.status, emojis } } };
}

/** `media_attachments.0.url` and the like, for every text that begins so. */
function pathsOf(value: unknown, beginning: string, path = ""): string[] {
  if (typeof value === "string") return value.startsWith(beginning) ? [path.slice(1)] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, it]) => pathsOf(it, beginning, `${path}.${name}`));
}

it("shows files of other servers at the addresses that the node gives them, and says where they come from", async () => {
  const { instance, view } = await remoteStatus();
  const passing = { ...instance, remoteMediaUrl: (url: string) => `https://mastic.example/through/${url}` };
  const edit = { content: "", spoilerText: null, sensitive: false, createdAt: 0, emojis: view.status.emojis, media: view.media }; // prettier-ignore
  const entities = [
    statusEntity(passing, view, 0),
    statusEntity(passing, { ...view, boostOf: view }, 0),
    statusEditEntity(passing, view, edit),
    mutedAccountEntity(passing, view.account, null),
  ];
  const left = entities.flatMap((it) => pathsOf(it, FAR));
  expect(left.map((path) => path.replace(/^.*\./, ""))).toEqual(Array(9 + 3).fill("remote_url"));
  expect(pathsOf(entities[0], "https://mastic.example/through/")).toEqual([
    "account.avatar", "account.avatar_static", "account.header", "account.header_static",
    "account.emojis.0.url", "account.emojis.0.static_url",
    "media_attachments.0.url", "media_attachments.0.preview_url", "media_attachments.1.url", "media_attachments.2.url",
    "emojis.0.url", "emojis.0.static_url",
  ]); // prettier-ignore
});

it("shows them where they are, where the node does not pass them on", async () => {
  const { instance, view } = await remoteStatus();
  expect(pathsOf(statusEntity(instance, view, 0), FAR)).toHaveLength(12 + 3);
});
