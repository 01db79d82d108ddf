import { journeys, playJourney } from "@mastic/core/contract";
import { describe, expect, it } from "vitest";
import { hosts } from "./hosts.ts";
import { expectedTranscript } from "./transcripts.ts";

describe.each(Object.entries(hosts))("journeys on %s", (_name, open) => {
  it.each(journeys)("$story: $title", async (journey) => {
    expect(await playJourney(journey, open)).toEqual(expectedTranscript(journey.story));
  });
});
