/** What every host must tell of each story: the transcripts kept beside the journeys. */

import { readFileSync } from "node:fs";

/** The lines of the story's transcript. @param story `UC1` to `UC21` */
export function expectedTranscript(story: string): readonly string[] {
  const file = new URL(
    `../../../../libs/core/src/contract/journeys/transcripts/${story}.txt`,
    import.meta.url,
  );
  return readFileSync(file, "utf8").trimEnd().split("\n");
}
