/** Attachments: metadata here, bytes in the blob store under their SHA-256 (local) or at a URL (remote). */

import { integer, json, millis, oneOf, snowflake, text } from "../store/column.ts";
import { table, type Row } from "../store/table.ts";
import { statuses } from "./statuses.ts";

export const MediaKind = ["image", "gifv", "video", "audio", "unknown"] as const;
export type MediaKind = (typeof MediaKind)[number];

/** Pixels, seconds and the focal point, as Mastodon's `meta` has them. */
export type MediaMeta = {
  readonly width?: number;
  readonly height?: number;
  readonly smallWidth?: number;
  readonly smallHeight?: number;
  readonly durationSeconds?: number;
  /** -1.0 to 1.0, from left to right and from bottom to top. */
  readonly focus?: { readonly x: number; readonly y: number };
};

export const media = table("media", {
  scope: "shared",
  columns: {
    id: snowflake(),
    accountId: snowflake(),
    /** `null` until a status takes it. */
    statusId: snowflake().nullable(),
    /** Its place among the status's attachments. */
    position: integer(),
    kind: oneOf(MediaKind),
    /** MIME type. */
    mediaType: text(),
    /** SHA-256 in hexadecimal, for local media. */
    blob: text().nullable(),
    previewBlob: text().nullable(),
    /** For remote media. */
    remoteUrl: text().nullable(),
    description: text().nullable(),
    blurhash: text().nullable(),
    meta: json<MediaMeta>(),
    createdAt: millis(),
    /** Until when it waits for a status; counts only while it has none. */
    expiresAt: millis().nullable(),
  },
  primaryKey: ["id"],
  indexes: {
    byStatus: ["statusId", "position"],
    byAccount: ["accountId"],
    byBlob: ["blob"],
    byPreview: ["previewBlob"],
  },
  foreignKeys: [{ columns: ["statusId"], references: () => statuses, onDelete: "cascade" }],
});
export type MediaRow = Row<typeof media>;
