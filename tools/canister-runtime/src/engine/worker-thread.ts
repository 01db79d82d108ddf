/** The worker thread's own program: answers questions to its engine, one after the other. */
import { parentPort, workerData } from "node:worker_threads";
import { Engine } from "./engine.ts";
import type { EngineOptions } from "./engine-api.ts";
import type { EngineAnswer, EngineQuestion } from "./worker-engine.ts";

const engine = new Engine(workerData as EngineOptions);

parentPort?.on("message", ({ id, method, parameters }: EngineQuestion) => {
  let answer: EngineAnswer;
  try {
    const ask = (engine as unknown as Record<string, (...parameters: unknown[]) => unknown>)[method];
    answer = { id, result: ask?.apply(engine, parameters) };
  } catch (error) {
    answer = { id, error };
  }
  parentPort?.postMessage(answer, given(method, answer));
});

/** What is given away instead of copied: stable memory is large, and an answer about it has a copy of its own. */
function given(method: EngineQuestion["method"], answer: EngineAnswer): ArrayBuffer[] {
  const image = method === "stableMemory" && "result" in answer ? answer.result : undefined;
  return image instanceof Uint8Array && image.buffer instanceof ArrayBuffer ? [image.buffer] : [];
}
