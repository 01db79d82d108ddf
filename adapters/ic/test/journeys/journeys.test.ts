import { journeys, playJourney } from "@mastic/core/contract";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { canisterNodes } from "./host.ts";

/** What every host must tell of a story. */
function transcriptOf(story: string): string[] {
  const folder = "../../../../libs/core/src/contract/journeys/transcripts";
  const file = new URL(`${folder}/${story}.txt`, import.meta.url);
  return readFileSync(file, "utf8").trimEnd().split("\n");
}

describe("journeys on canisters", () => {
  it.each(journeys)(
    "$story: $title",
    async (journey) => {
      expect(await playJourney(journey, canisterNodes)).toEqual(transcriptOf(journey.story));
    },
    240_000,
  );
});
