/** Mastodon: methods/media. */

import type { Transport } from "../../ports/transport.ts";
import { media, type Media } from "../entities/media.ts";
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

export async function describeMedia(transport: Transport, id: string, description: string): Promise<void> {
  await transport.request({ method: "PUT", path: `/api/v1/media/${id}`, body: { description } });
}
