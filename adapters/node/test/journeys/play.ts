/** Plays stories on hosts: each must succeed, and be told as its transcript says. */

import { playJourney, type Journey, type OpenJourneyHost } from "@mastic/core/contract";

/** All user stories (spec 06). */
export const STORIES: readonly string[] = Array.from({ length: 21 }, (_, index) => `UC${index + 1}`);

export interface Outcome {
  readonly story: string;
  readonly title: string;
  readonly host: string;
  /** Why the story failed there; undefined when it passed. */
  readonly failure: string | undefined;
}

/** @returns the stories that there is no journey for */
export function missingStories(journeys: readonly Journey[]): readonly string[] {
  return STORIES.filter((story) => !journeys.some((journey) => journey.story === story));
}

/**
 * Plays one story on one host. Never throws: what went wrong is in the outcome.
 * @param transcript how the story must be told, line by line
 */
export async function playOn(
  [host, open]: readonly [string, OpenJourneyHost],
  journey: Journey,
  transcript: readonly string[],
): Promise<Outcome> {
  const { story, title } = journey;
  try {
    const told = await playJourney(journey, open);
    return { story, title, host, failure: firstDifference(told, transcript) };
  } catch (error) {
    return { story, title, host, failure: error instanceof Error ? error.message : String(error) };
  }
}

function firstDifference(told: readonly string[], wanted: readonly string[]): string | undefined {
  const length = Math.max(told.length, wanted.length);
  for (let line = 0; line < length; line += 1) {
    if (told[line] !== wanted[line]) {
      return `line ${line + 1} of the transcript is ${told[line] ?? "missing"}, not ${wanted[line] ?? "missing"}`;
    }
  }
  return undefined;
}
