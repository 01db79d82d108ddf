/** Mastodon: methods/statuses: publishing posts, and giving them new versions. */

import * as z from "zod/mini";
import type { Transport } from "../../ports/transport.ts";
import { status, type QuotePolicy, type Status, type Visibility } from "../entities/status.ts";
import { read } from "../read.ts";
import { focusText, type MediaChange } from "./media.ts";

export interface NewStatus {
  readonly text: string;
  readonly spoilerText: string;
  readonly visibility: Visibility;
  /** BCP 47 */
  readonly language: string;
  readonly inReplyToId: string | undefined;
  readonly quotedId: string | undefined;
  /** Left to the server where nobody has chosen. */
  readonly quotePolicy: QuotePolicy | undefined;
  readonly mediaIds: readonly string[];
  readonly sensitive: boolean;
  readonly poll: NewPoll | undefined;
}

export interface NewPoll {
  readonly options: readonly string[];
  readonly expiresInSeconds: number;
  readonly multiple: boolean;
}

/** A new version of a post: who sees it and what it answers stay as they are. */
export interface StatusChange {
  readonly text: string;
  readonly spoilerText: string;
  /** BCP 47 */
  readonly language: string;
  readonly mediaIds: readonly string[];
  readonly mediaChanges: readonly MediaChange[];
  readonly sensitive: boolean;
}

const statusSource = z.object({ id: z.string(), text: z.string(), spoiler_text: z.string() });
/** As its author typed it. */
export type StatusSource = z.infer<typeof statusSource>;

/** @param key sent with every attempt, so that one that was repeated is published once */
export async function publish(transport: Transport, draft: NewStatus, key: string): Promise<Status> {
  const { body } = await transport.request({
    method: "POST",
    path: "/api/v1/statuses",
    idempotencyKey: key,
    body: {
      status: draft.text,
      spoiler_text: draft.spoilerText,
      visibility: draft.visibility,
      language: draft.language,
      media_ids: draft.mediaIds,
      sensitive: draft.sensitive,
      ...(draft.inReplyToId === undefined ? {} : { in_reply_to_id: draft.inReplyToId }),
      ...(draft.quotedId === undefined ? {} : { quoted_status_id: draft.quotedId }),
      ...(draft.quotePolicy === undefined ? {} : { quote_approval_policy: draft.quotePolicy }),
      ...(draft.poll === undefined
        ? {}
        : {
            poll: {
              options: draft.poll.options,
              expires_in: draft.poll.expiresInSeconds,
              multiple: draft.poll.multiple,
            },
          }),
    },
  });
  return read(status, body);
}

/** A poll stays as it is: people have voted on it. */
export async function editStatus(transport: Transport, id: string, change: StatusChange): Promise<Status> {
  const { body } = await transport.request({
    method: "PUT",
    path: `/api/v1/statuses/${id}`,
    body: {
      status: change.text,
      spoiler_text: change.spoilerText,
      language: change.language,
      sensitive: change.sensitive,
      media_ids: change.mediaIds,
      media_attributes: change.mediaChanges.map(({ id: media, description, focus }) => ({
        id: media,
        description,
        ...(focus === undefined ? {} : { focus: focusText(focus) }),
      })),
    },
  });
  return read(status, body);
}

export async function readSource(transport: Transport, id: string): Promise<StatusSource> {
  const path = `/api/v1/statuses/${id}/source`;
  return read(statusSource, (await transport.request({ method: "GET", path })).body);
}
