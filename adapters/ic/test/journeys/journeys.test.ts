import { journeys, playJourney } from "@mastic/core/contract";
import { describe, expect, it } from "vitest";
import { canisterStories } from "./canisterStories.ts";
import { canisterNodes } from "./host.ts";
import { sharedTranscript } from "./transcripts.ts";

describe("journeys on canisters", () => {
  it.each(journeys)(
    "$story: $title",
    async (journey) => {
      expect(await playJourney(journey, canisterNodes)).toEqual(sharedTranscript(journey.story));
    },
    240_000,
  );

  it.each(canisterStories())(
    "$journey.story: $journey.title",
    async ({ journey, open }) => {
      expect(await playJourney(journey, open)).toEqual(sharedTranscript(journey.story));
    },
    240_000,
  );
});
