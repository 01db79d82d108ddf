/** A user story as a journey that any host can be led through. */

import type { JourneyHost, OpenJourneyHost } from "./host.ts";
import { Stage } from "./stage.ts";
import { Transcript } from "./transcript.ts";

export interface Journey {
  /** `UC1` to `UC21`. */
  readonly story: string;
  readonly title: string;
  /** Throws when the story does not go as it must. */
  readonly play: (stage: Stage) => Promise<void>;
}

/**
 * Plays a journey on a new host.
 * @returns the transcript, one line for each step: the same on every host
 * @throws {JourneyError} or what the host threw, when the story fails
 */
export async function playJourney(journey: Journey, open: OpenJourneyHost): Promise<readonly string[]> {
  const host = await open();
  try {
    const told = new Transcript(names(host));
    await journey.play(new Stage(host, told));
    return told.lines;
  } finally {
    await host.close();
  }
}

function names({ here, there }: JourneyHost): (readonly [string, string])[] {
  return [
    [here.origin, "{here}"],
    [there.origin, "{there}"],
    [here.host, "{here}"],
    [there.host, "{there}"],
  ];
}
