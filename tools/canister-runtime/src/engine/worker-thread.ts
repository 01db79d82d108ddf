/** The worker thread's own program: answers questions to its engine, one after the other. */
import { parentPort } from "node:worker_threads";
import { Engine } from "./engine.ts";
import type { EngineOptions } from "./engine-api.ts";
import type { EngineAnswer, EngineQuestion } from "./engine-thread.ts";

let engine: Engine | undefined;

parentPort?.on("message", (question: EngineQuestion) => {
  let answer: EngineAnswer;
  try {
    answer = { id: question.id, result: resultOf(question) };
  } catch (error) {
    answer = { id: question.id, error };
  }
  parentPort?.postMessage(answer, given(question.method, answer));
});

function resultOf({ method, parameters }: EngineQuestion): unknown {
  if (method === "begin" || method === "end") {
    engine = method === "begin" ? new Engine(parameters[0] as EngineOptions) : undefined;
    return undefined;
  }
  const ask = (engine as unknown as Record<string, (...parameters: unknown[]) => unknown>)[method];
  return ask?.apply(engine, parameters);
}

/** What is given away instead of copied: stable memory is large, and an answer about it has a copy of its own. */
function given(method: EngineQuestion["method"], answer: EngineAnswer): ArrayBuffer[] {
  const image = method === "stableMemory" && "result" in answer ? answer.result : undefined;
  return image instanceof Uint8Array && image.buffer instanceof ArrayBuffer ? [image.buffer] : [];
}
