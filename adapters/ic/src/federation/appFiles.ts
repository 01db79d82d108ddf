/** The web app, which the Federation gives out under the node's own domain: files as they were deployed (decisions/027). */

import {
  CoreError,
  INSTANCE,
  type Context,
  type HttpRequest,
  type HttpResponse,
  type Row,
} from "@mastic/core";
import type { AppFile } from "../candid/federation.did.ts";
import { ANY, wildcardsFor } from "../certification/certifiedResponse.ts";
import { isForApp } from "./appAddresses.ts";
import { appFiles } from "./tables.ts";

/** More than these would be no app: they are kept in the heap, and certified again by every upgrade. */
export const MOST_FILES = 500;
/** The service worker stands beside the page, since it is for what lies below it. */
const PATH = /^\/(?:app\/[\w.-]{1,100}|service-worker\.js)$/;
/** The page of all addresses, or with other headers that of all below one (decisions/028). */
const PAGE = /^(?:\/[a-z]{1,30}\/)?\*$/;
const HEADER = /^[a-z0-9-]{1,50}$/;
/** The page has nine, with a policy of what it may load that takes half of the characters. */
const MOST_HEADERS = 16;
/** Of all names and values of a file together. */
const HEADER_CHARACTERS = 2_000;
/** What a row holds, in bytes. */
const LARGEST_FILE = 1_900_000;

/** @returns the files by their paths, as they are answered @throws {CoreError} `BadArgs` */
export async function putAppFiles(
  { store }: Context,
  files: readonly AppFile[],
): Promise<ReadonlyMap<string, HttpResponse>> {
  const put = new Map<string, HttpResponse>();
  await store.turn(INSTANCE, async (turn) => {
    for (const it of files) {
      const { path, ...file } = readAppFile(it);
      await turn.put(appFiles, { path, ...file });
      put.set(path, { status: 200, ...file });
    }
    if ((await turn.count(appFiles, {})) > MOST_FILES)
      throw new CoreError("BadArgs", `More than ${MOST_FILES} files.`);
  });
  return put;
}

/** A file as it is kept. @throws {CoreError} `BadArgs` */
export function readAppFile({ path, headers, body }: AppFile): Row<typeof appFiles> {
  if (!PAGE.test(path) && !PATH.test(path)) throw new CoreError("BadArgs", `Nothing goes to ${path}.`);
  const characters = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (headers.length > MOST_HEADERS || characters > HEADER_CHARACTERS) {
    throw new CoreError(
      "BadArgs",
      `${path} has more than ${MOST_HEADERS} headers, or ${HEADER_CHARACTERS} characters in them.`,
    );
  }
  const isPlain = headers.every(([name, value]) => HEADER.test(name) && /^[\x20-\x7e]*$/.test(value));
  if (!isPlain || body.length > LARGEST_FILE) throw new CoreError("BadArgs", `${path} is no file for here.`);
  return { path, headers: Object.fromEntries(headers), body: Uint8Array.from(body) };
}

/** Deletes all files but these: those of an app that was replaced. */
export async function retainAppFiles({ store }: Context, paths: readonly string[]): Promise<void> {
  const kept = new Set(paths);
  await store.turn(INSTANCE, async (turn) => {
    const { rows } = await turn.scan(appFiles, { limit: MOST_FILES });
    for (const { path } of rows) if (!kept.has(path)) await turn.delete(appFiles, { path });
  });
}

/** All files, as they are answered. */
export async function readApp({ store }: Context): Promise<ReadonlyMap<string, HttpResponse>> {
  const { rows } = await store.view(INSTANCE, (view) => view.scan(appFiles, { limit: MOST_FILES }));
  return new Map(rows.map(({ path, headers, body }) => [path, { status: 200, headers, body }]));
}

/** The answer of an update, where a query had none. @returns `undefined` when it is nothing of the app */
export async function answerApp({ store }: Context, request: HttpRequest): Promise<HttpResponse | undefined> {
  const path = request.url.split("?", 1)[0] ?? "";
  const candidates = isForApp(request) ? wildcardsFor(path) : PATH.test(path) ? [path] : [];
  for (const candidate of candidates) {
    const file = await store.view(INSTANCE, (view) => view.get(appFiles, { path: candidate }));
    if (file !== undefined) return { status: 200, headers: file.headers, body: file.body };
  }
  return undefined;
}

/** Whether there is an app to lead people to. */
export async function hasApp({ store }: Context): Promise<boolean> {
  return (await store.view(INSTANCE, (view) => view.get(appFiles, { path: ANY }))) !== undefined;
}
