import { expect, it } from "vitest";
import type { MediaRow } from "@mastic/core";
import { lent } from "../../test/lent.ts";
import { testNode } from "../node.test-support.ts";
import { mediaEntity } from "./media.ts";

const { instance } = testNode(lent).api.context;

const remote = (kind: MediaRow["kind"], mediaType: string): MediaRow => ({
  id: 1n,
  accountId: 2n,
  statusId: 3n,
  position: 0,
  kind,
  mediaType,
  blob: null,
  previewBlob: null,
  remoteUrl: "https://remote.example/file",
  description: "A file",
  blurhash: null,
  meta: {},
  createdAt: 0,
  expiresAt: null,
});

it.each([
  ["image", "image/svg+xml"],
  ["image", "IMAGE/SVG+XML"],
  ["unknown", "text/html"],
  ["unknown", "application/pdf"],
] as const)(
  "of another server's file, what is %s by %s is a link and nothing that loads",
  (kind, mediaType) => {
    expect(mediaEntity(instance, remote(kind, mediaType))).toMatchObject({
      type: "unknown",
      url: null,
      preview_url: null,
      remote_url: "https://remote.example/file",
      description: "A file",
    });
  },
);

it.each([
  ["image", "image/png"],
  ["image", "application/octet-stream"],
  ["video", "video/mp4"],
  ["audio", "audio/ogg"],
] as const)("of another server's file, what is %s by %s is shown", (kind, mediaType) => {
  expect(mediaEntity(instance, remote(kind, mediaType))).toMatchObject({
    type: kind,
    url: "https://remote.example/file",
  });
});
