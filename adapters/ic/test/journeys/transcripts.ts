/** What canisters must tell of each story, as every host: the transcripts kept beside the journeys. */

import { readFileSync } from "node:fs";

/** @returns the lines @param story `UC1` to `UC21` */
export function sharedTranscript(story: string): string[] {
  const path = `../../../../libs/core/src/contract/journeys/transcripts/${story}.txt`;
  return readFileSync(new URL(path, import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
}
