/** What canisters must tell of each story: as every host, and of their own stories as is kept here. */

import { readFileSync } from "node:fs";

const SHARED = "../../../../libs/core/src/contract/journeys/transcripts";

/** @returns the lines @param story one that every host carries */
export const sharedTranscript = (story: string): string[] => linesOf(`${SHARED}/${story}.txt`);

/** @returns the lines @param story `UC17` or `UC18` */
export const canisterTranscript = (story: string): string[] => linesOf(`./transcripts/${story}.txt`);

function linesOf(path: string): string[] {
  return readFileSync(new URL(path, import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
}
