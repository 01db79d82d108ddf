/** Mastodon: methods/media. */

import type { Transport } from "../../ports/transport.ts";
import { media, type Focus, type Media } from "../entities/media.ts";
import { read } from "../read.ts";

const POLL_MILLIS = 1_000;

/** Uploads a file, and waits until the server has processed it (202, then 206 until done). */
export async function uploadMedia(
  transport: Transport,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Media> {
  const sent = await transport.upload({
    method: "POST",
    path: "/api/v2/media",
    fields: { file },
    onProgress,
    signal,
  });
  let { status, body } = sent;
  const { id } = read(media, body);
  while (status === 202 || status === 206) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
    ({ status, body } = await transport.request({ method: "GET", path: `/api/v1/media/${id}`, signal }));
  }
  return read(media, body);
}

export async function readMedia(transport: Transport, id: string): Promise<Media> {
  return read(media, (await transport.request({ method: "GET", path: `/api/v1/media/${id}` })).body);
}

/** What is said of a file, and what is to be seen of it where it is cropped. */
export interface MediaChange {
  readonly id: string;
  readonly description: string;
  readonly focus?: Focus | undefined;
}

/** As Mastodon takes it: two numbers from -1 to 1. */
export function focusText({ x, y }: Focus): string {
  return `${x.toFixed(2)},${y.toFixed(2)}`;
}

/** For a file that belongs to no post yet. */
export async function changeMedia(transport: Transport, change: MediaChange): Promise<void> {
  const { id, description, focus } = change;
  const body = { description, ...(focus === undefined ? {} : { focus: focusText(focus) }) };
  await transport.request({ method: "PUT", path: `/api/v1/media/${id}`, body });
}
