/**
 * `/media/`: files of homes by their hash, the first chunk in the answer and the others by the gateway's queries (HTTP
 * gateway protocol: Response Body Streaming; spec 04: Media Attachments).
 */

import {
  CoreError,
  INSTANCE,
  type Bound,
  type Context,
  type HttpRequest,
  type HttpResponse,
} from "@mastic/core";
import type { GetFile } from "../candid/user.did.ts";
import type { StreamingCallbackResponse, StreamingToken } from "../candid/federation.did.ts";
import { callHome, homeOf, type Home } from "./homes.ts";
import { fileHomes } from "./tables.ts";

/** An answer with more to come. */
export interface StreamedResponse extends HttpResponse {
  readonly next?: StreamingToken;
}

const MEDIA = /^\/media\/([0-9a-f]{64})$/;
/** As many homes are asked for one file. */
const HOMES = 5;
/** As many are looked at, those that are suspended or gone included. */
const LOOKED_AT = 1_000;
const PAGE = 50;
const SAFE = /^(?:image|video|audio)\/[a-z0-9.+-]{1,64}$/;
/** A picture of this type would be a document. */
const UNSAFE = "image/svg+xml";

/** A home says that it has a file. */
export async function registerFile({ store }: Context, userId: bigint, sha256: string): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new CoreError("BadArgs", "This is no SHA-256.");
  await store.turn(INSTANCE, (turn) => turn.put(fileHomes, { sha256, userId }));
}

/** A home shows a file no more. */
export async function forgetFile({ store }: Context, userId: bigint, sha256: string): Promise<void> {
  await store.turn(INSTANCE, (turn) => turn.delete(fileHomes, { sha256, userId }));
}

/** Those of these files that a home has. */
export async function filesOf(
  { store }: Context,
  userId: bigint,
  hashes: readonly string[],
): Promise<string[]> {
  const keys = hashes.map((sha256) => ({ sha256, userId }));
  const rows = await store.view(INSTANCE, (view) => view.getMany(fileHomes, keys));
  return rows.flatMap((row) => row?.sha256 ?? []);
}

/** @returns `undefined` when the path is none of a file */
export async function answerMedia(
  context: Context,
  { url, headers }: HttpRequest,
): Promise<StreamedResponse | undefined> {
  const sha256 = MEDIA.exec(url.split("?", 1)[0] ?? "")?.[1];
  if (sha256 === undefined) return undefined;
  const etag = `"${sha256}"`;
  const file = await fileAt(context, sha256, 0);
  if (file === undefined)
    return { status: 404, headers: { "cache-control": "no-store" }, body: new Uint8Array() };
  const isSafe = SAFE.test(file.media_type) && file.media_type !== UNSAFE;
  const fields = {
    "content-type": isSafe ? file.media_type : "application/octet-stream",
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "access-control-allow-origin": "*",
    etag,
  };
  if (headers["if-none-match"]?.includes(etag) === true)
    return { status: 304, headers: fields, body: new Uint8Array() };
  const answer = { status: 200, headers: fields, body: Uint8Array.from(file.bytes) };
  return file.chunks > 1 ? { ...answer, next: { sha256, chunk: 1 } } : answer;
}

/** The next chunk of a body, for the gateway: a composite query. */
export async function streamFile(
  context: Context,
  { sha256, chunk }: StreamingToken,
): Promise<StreamingCallbackResponse> {
  const file = await fileAt(context, sha256, chunk);
  if (file === undefined) throw new Error("There is no such chunk.");
  return {
    body: file.bytes,
    token: chunk + 1 < file.chunks ? [{ sha256, chunk: chunk + 1 }] : [],
  };
}

/** From the first home that has it still, and answers. */
async function fileAt(context: Context, sha256: string, chunk: number): Promise<GetFile | undefined> {
  let asked = 0;
  for await (const home of activeHomesOf(context, sha256)) {
    const reply = await callHome(home, "get_file", [{ sha256, chunk }]).catch(() => undefined);
    if (reply !== undefined && "Ok" in reply) return reply.Ok;
    if ((asked += 1) === HOMES) return undefined;
  }
  return undefined;
}

async function* activeHomesOf(context: Context, sha256: string): AsyncGenerator<Home> {
  let after: Bound<typeof fileHomes> | undefined;
  for (let lookedAt = 0; lookedAt < LOOKED_AT; lookedAt += PAGE) {
    const from = after;
    const { rows, next } = await context.store.view(INSTANCE, (view) =>
      view.scan(fileHomes, {
        equals: { sha256 },
        ...(from === undefined ? {} : { after: from }),
        limit: PAGE,
      }),
    );
    for (const { userId } of rows) {
      const home = await homeOf(context, userId);
      if (home?.status === "Active") yield home;
    }
    if (next === undefined) return;
    after = next;
  }
}
