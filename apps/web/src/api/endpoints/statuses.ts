/** Mastodon: methods/statuses: reading, marking and deleting posts. */

import type { Transport } from "../../ports/transport.ts";
import {
  context,
  deletedStatus,
  status,
  statusEdit,
  type DeletedStatus,
  type Status,
  type StatusEdit,
} from "../entities/status.ts";
import { read, readList } from "../read.ts";

export type StatusAct =
  | "favourite" | "unfavourite" | "reblog" | "unreblog" | "bookmark" | "unbookmark" | "pin" | "unpin"
  | "mute" | "unmute"; // prettier-ignore

/** @param author the acct of whose post it is, as addresses of posts name them */
export async function readStatus(transport: Transport, id: string, author: string): Promise<Status> {
  const path = `/api/v1/statuses/${id}`;
  return read(status, (await transport.request({ method: "GET", path, author })).body);
}

export async function readContext(
  transport: Transport,
  id: string,
  author: string,
): Promise<{ ancestors: Status[]; descendants: Status[] }> {
  const path = `/api/v1/statuses/${id}/context`;
  return read(context, (await transport.request({ method: "GET", path, author })).body);
}

/** @returns the versions of a post, the first one first */
export async function readHistory(transport: Transport, id: string): Promise<StatusEdit[]> {
  const path = `/api/v1/statuses/${id}/history`;
  return readList(statusEdit, (await transport.request({ method: "GET", path })).body);
}

/** @returns the post as it then is; a boost is answered with the boost */
export async function actOn(transport: Transport, act: StatusAct, id: string): Promise<Status> {
  const path = `/api/v1/statuses/${id}/${act}`;
  return read(status, (await transport.request({ method: "POST", path })).body);
}

/**
 * @param withMedia otherwise the server keeps them for a while, for the post that is written in its place
 * @returns what it takes to write it again
 */
export async function deleteStatus(
  transport: Transport,
  id: string,
  withMedia: boolean,
): Promise<DeletedStatus> {
  const query = { delete_media: withMedia };
  const { body } = await transport.request({ method: "DELETE", path: `/api/v1/statuses/${id}`, query });
  return read(deletedStatus, body);
}
