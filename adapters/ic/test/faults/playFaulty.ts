/** Plays a main journey on canisters that trap here and there, and holds what it tells against what it tells when nothing fails. */

import { playJourney, type Journey } from "@mastic/core/contract";
import { sharedTranscript } from "../journeys/transcripts.ts";
import { FaultyPlay, faultyNodes, type FaultScript } from "./faultyNodes.ts";

export interface Played extends FaultyPlay {
  /** How the story went otherwise, a store does not hold together, or trying again did not help. */
  readonly wrong: string | undefined;
}

export async function playFaulty(journey: Journey, script: FaultScript): Promise<Played> {
  const play = new FaultyPlay();
  const came = (wrong?: string): Played => Object.assign(play, { wrong });
  try {
    const told = await playJourney(journey, () => faultyNodes(script, play));
    const goesOn = told.join("\n") === sharedTranscript(journey.story).join("\n");
    return came(goesOn ? undefined : `It told:\n${told.join("\n")}`);
  } catch (error) {
    return came(String(error));
  }
}
