/**
 * Files of a web app that wait for a decision: each uploader has a staging of their own, and none of it is shown until a
 * proposal names its hash (decisions/032).
 */

import {
  CoreError,
  INSTANCE,
  type Context,
  type HttpResponse,
  type Performer,
  type Row,
  type Turn,
  type View,
} from "@mastic/core";
import type { AppFile } from "../candid/federation.did.ts";
import { ANY } from "../certification/certifiedResponse.ts";
import { toHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { now } from "../host/clock.ts";
import { MOST_FILES, readAppFile } from "./appFiles.ts";
import { appHashLine, appHashText } from "./appHash.ts";
import { appFiles, appStagings, stagedAppFiles } from "./tables.ts";

export const FORGET_STAGING = "forgetAppStaging";

type Staging = Row<typeof appStagings>;

/** Of one staging together, bodies and what goes into the hash of each, in bytes: ten times what the app takes. */
const LARGEST_STAGING = 16_777_216;
const MOST_STAGINGS = 8;
/** Longer than a vote may take, in ms. */
const KEPT_FOR = 30 * 86_400_000;

/** Adds to the uploader's staging; no files make none. @throws {CoreError} `BadArgs` */
export async function stageAppFiles(
  { store }: Context,
  uploader: string,
  files: readonly AppFile[],
): Promise<void> {
  if (files.length === 0) return;
  await store.turn(INSTANCE, async (turn) => {
    const before = await turn.get(appStagings, { uploader });
    if (before === undefined && (await turn.count(appStagings, {})) >= MOST_STAGINGS)
      throw new CoreError(
        "BadArgs",
        `${MOST_STAGINGS} people have staged something: one has to take theirs away.`,
      );
    const staged = { ...before?.files };
    for (const it of files) {
      const file = readAppFile(it);
      await turn.put(stagedAppFiles, { uploader, ...file });
      const line = appHashLine(file.path, file.headers, toHex(sha256(file.body)));
      staged[file.path] = { line, bytes: file.body.length };
    }
    const all = Object.values(staged);
    if (all.length > MOST_FILES || roomOf(all) > LARGEST_STAGING)
      throw new CoreError("BadArgs", `A staging holds ${MOST_FILES} files, and ${LARGEST_STAGING} bytes.`);
    const hash = toHex(sha256(textOf(staged)));
    await turn.put(appStagings, { uploader, files: staged, changedAt: turn.now, hash });
    forgetLater(turn, uploader, turn.now + KEPT_FOR);
  });
}

/** Takes away all that an uploader has staged. */
export async function unstageAppFiles({ store }: Context, uploader: string): Promise<void> {
  await store.turn(INSTANCE, (turn) => forget(turn, uploader));
}

/** What was staged under a hash. @throws {CoreError} `BadArgs` for nothing, and for what is no app */
export async function stagedApp(
  { store }: Context,
  hash: Uint8Array,
): Promise<{ files: number; bytes: bigint }> {
  const { files } = await store.view(INSTANCE, (view) => stagingOf(view, hash));
  const all = Object.values(files);
  return { files: all.length, bytes: BigInt(bytesOf(all)) };
}

/** Makes what was staged under a hash, and nothing else, the web app. @returns its files @throws {CoreError} `BadArgs` */
export async function commitApp(
  { store }: Context,
  hash: Uint8Array,
): Promise<ReadonlyMap<string, HttpResponse>> {
  return store.turn(INSTANCE, async (turn) => {
    const { uploader } = await stagingOf(turn, hash);
    const { keys } = await turn.scanKeys(appFiles, { limit: MOST_FILES });
    for (const key of keys) await turn.delete(appFiles, key);
    const put = new Map<string, HttpResponse>();
    const { rows } = await turn.scan(stagedAppFiles, { equals: { uploader }, limit: MOST_FILES });
    for (const { path, headers, body } of rows) {
      await turn.put(appFiles, { path, headers, body });
      put.set(path, { status: 200, headers, body });
    }
    await forget(turn, uploader);
    return put;
  });
}

/** Takes away a staging that nobody has changed for a month. */
export function forgetStaging({ store }: Context): Performer {
  return async ({ key }) => {
    const uploader = key ?? "";
    await store.turn(INSTANCE, async (turn) => {
      const staging = await turn.get(appStagings, { uploader });
      if (staging === undefined) return;
      const until = staging.changedAt + KEPT_FOR;
      if (until <= now()) await forget(turn, uploader);
      else forgetLater(turn, uploader, until);
    });
    return { status: "done" };
  };
}

function forgetLater(turn: Turn, uploader: string, dueAt: number): void {
  turn.emit({ kind: FORGET_STAGING, payload: null, key: uploader, dueAt });
}

async function forget(turn: Turn, uploader: string): Promise<void> {
  const { keys } = await turn.scanKeys(stagedAppFiles, { equals: { uploader }, limit: MOST_FILES });
  for (const key of keys) await turn.delete(stagedAppFiles, key);
  await turn.delete(appStagings, { uploader });
}

async function stagingOf(view: View, hash: Uint8Array): Promise<Staging> {
  const staged = { index: "byHash", equals: { hash: toHex(hash) }, limit: 1 } as const;
  const [found] = (await view.scan(appStagings, staged)).rows;
  // Those that were staged before hashes were kept have an empty one.
  if (found === undefined || found.hash === "")
    throw new CoreError("BadArgs", "Nothing is staged that has this hash.");
  if (!Object.hasOwn(found.files, ANY)) {
    throw new CoreError("BadArgs", `What is staged has no page (${ANY}), from which every screen is shown.`);
  }
  return found;
}

const textOf = (files: Staging["files"]): Uint8Array =>
  new TextEncoder().encode(
    appHashText(new Map(Object.entries(files).map(([path, { line }]) => [path, line]))),
  );

const bytesOf = (files: readonly { readonly bytes: number }[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

/** Paths and headers take room as well, and are read by every vote; a line is ASCII. */
const roomOf = (files: readonly { readonly line: string; readonly bytes: number }[]): number =>
  files.reduce((sum, { line, bytes }) => sum + line.length + bytes, 0);
