/** Plays a main journey on canisters that trap as planned, and holds what it tells against what it tells when nothing fails. */

import { JourneyError, playJourney, type Journey } from "@mastic/core/contract";
import { sharedTranscript } from "../journeys/transcripts.ts";
import { FaultyPlay, faultyNodes, type FaultScript } from "./faultyNodes.ts";

/**
 * The one step that trying again may change: a post that had to be sent again stands in feeds where it arrived
 * (`status/statusId.ts` of core), and UC9 tells of the order of three. The story ends there then.
 */
const LATE = "her follower there reads three";

export interface Played extends FaultyPlay {
  readonly endedEarly: boolean;
}

/** @throws {Error} when the story goes otherwise, a store does not hold together, or trying again does not help */
export async function playFaulty(journey: Journey, script: FaultScript): Promise<Played> {
  const play = new FaultyPlay();
  let told: readonly string[];
  try {
    told = await playJourney(journey, () => faultyNodes(script, play));
  } catch (error) {
    if (script.faults.length > 0 && error instanceof JourneyError && error.message.startsWith(LATE))
      return Object.assign(play, { endedEarly: true });
    throw error;
  }
  const wanted = sharedTranscript(journey.story);
  if (told.join("\n") !== wanted.join("\n")) throw new Error(`It told:\n${told.join("\n")}`);
  return Object.assign(play, { endedEarly: false });
}
