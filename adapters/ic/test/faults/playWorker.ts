/** The program of the thread in which journeys are played. */

import { parentPort } from "node:worker_threads";
import type { FaultScript } from "./faultyNodes.ts";
import { mainJourneys } from "./mainJourneys.ts";
import { playFaulty } from "./playFaulty.ts";

parentPort?.on("message", ({ story, script }: { story: string; script: FaultScript }) => {
  const journey = mainJourneys.find((it) => it.story === story);
  if (journey === undefined) throw new Error(`${story} is no main journey.`);
  // What is thrown ends the thread, and is thrown on by its owner.
  void playFaulty(journey, script).then((played) => parentPort?.postMessage(played));
});
