/** A thread for plays, one after the other: its stack is deep enough for the canisters' engine, and from play to play it keeps their compiled modules. */

import { Worker } from "node:worker_threads";
import type { FaultScript } from "./faultyNodes.ts";
import type { Played } from "./playFaulty.ts";

/** Mebibytes, as in the runtime's own thread. */
const STACK_MB = 64;

export interface PlayThread {
  /** @throws {Error} when the thread ends meanwhile */
  play(story: string, script: FaultScript): Promise<Played>;
  close(): Promise<void>;
}

export function startPlayThread(): PlayThread {
  const worker = new Worker(new URL("./playWorker.ts", import.meta.url), {
    resourceLimits: { stackSizeMb: STACK_MB },
    // Not those of the test runner.
    execArgv: ["--conditions=@mastic/source", "--disable-warning=ExperimentalWarning"],
  });
  return {
    play: (story, script) =>
      new Promise((resolve, reject) => {
        const played = (message: Played) => {
          worker.off("error", reject);
          resolve(message);
        };
        worker.once("message", played).once("error", reject);
        worker.postMessage({ story, script });
      }),
    async close() {
      await worker.terminate();
    },
  };
}
