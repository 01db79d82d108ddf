/** Mastodon: methods/statuses: reading, publishing and marking posts. */

import type { Transport } from "../../ports/transport.ts";
import { context, status, type Status, type Visibility } from "../entities/status.ts";
import { read } from "../read.ts";

export type StatusAct =
  | "favourite" | "unfavourite" | "reblog" | "unreblog" | "bookmark" | "unbookmark" | "pin" | "unpin"; // prettier-ignore

export interface NewStatus {
  readonly text: string;
  readonly spoilerText: string;
  readonly visibility: Visibility;
  /** BCP 47 */
  readonly language: string;
  readonly inReplyToId: string | undefined;
  readonly mediaIds: readonly string[];
  readonly sensitive: boolean;
}

export async function readStatus(transport: Transport, id: string): Promise<Status> {
  return read(status, (await transport.request({ method: "GET", path: `/api/v1/statuses/${id}` })).body);
}

export async function readContext(
  transport: Transport,
  id: string,
): Promise<{ ancestors: Status[]; descendants: Status[] }> {
  const path = `/api/v1/statuses/${id}/context`;
  return read(context, (await transport.request({ method: "GET", path })).body);
}

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
    },
  });
  return read(status, body);
}

/** @returns the post as it then is; a boost is answered with the boost */
export async function actOn(transport: Transport, act: StatusAct, id: string): Promise<Status> {
  const path = `/api/v1/statuses/${id}/${act}`;
  return read(status, (await transport.request({ method: "POST", path })).body);
}

export async function deleteStatus(transport: Transport, id: string): Promise<void> {
  await transport.request({ method: "DELETE", path: `/api/v1/statuses/${id}` });
}
