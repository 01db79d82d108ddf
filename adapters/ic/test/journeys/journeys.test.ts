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

/** What a story meets on canisters that is not as it should be. */
const shortcomings: Readonly<Record<string, string>> = {
  // As between servers: an edit is told to those who boosted, and they do not pass it on to their own followers.
  UC11: "carol reads the new version",
};

describe("journeys on canisters", () => {
  it.each(journeys.filter(({ story }) => Object.hasOwn(shortcomings, story)))(
    "$story stops where it is known to",
    async (journey) => {
      await expect(playJourney(journey, canisterNodes)).rejects.toThrow(shortcomings[journey.story]);
    },
    240_000,
  );

  it.each(journeys.filter(({ story }) => !Object.hasOwn(shortcomings, story)))(
    "$story: $title",
    async (journey) => {
      expect(await playJourney(journey, canisterNodes)).toEqual(transcriptOf(journey.story));
    },
    240_000,
  );
});
