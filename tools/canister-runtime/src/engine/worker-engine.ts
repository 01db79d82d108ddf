/** An engine in a worker thread, whose stack is deep enough for interpreters such as QuickJS. */
import { Worker } from "node:worker_threads";
import { CanisterRuntimeError } from "../error.ts";
import type { EngineApi, EngineMethod, EngineOptions } from "./engine-api.ts";
import type { Answer, EngineLink } from "./engine-link.ts";

/** What the two threads say to each other. */
export interface EngineQuestion {
  id: number;
  method: EngineMethod;
  parameters: unknown[];
}
export type EngineAnswer = { id: number; result: unknown } | { id: number; error: unknown };

/** Mebibytes of stack: QuickJS in Azle canisters recurses deeply for deep JavaScript. */
const stackMegabytes = 64;

export function workerEngine(options: EngineOptions): EngineLink {
  // Tests run the sources; built, this file is part of one in the folder above.
  const location = import.meta.url.endsWith(".ts") ? "./worker-thread.ts" : "./engine/worker-thread.js";
  const worker = new Worker(new URL(location, import.meta.url), {
    workerData: options,
    resourceLimits: { stackSizeMb: stackMegabytes },
    // Flags of the test runner, such as loaders, are not for this thread.
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  worker.unref();
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: unknown) => void }>();
  let next = 0;
  let ended: Error | undefined;

  const end = (error: Error): void => {
    ended = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("message", (answer: EngineAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ("error" in answer) asked?.reject(answer.error);
    else asked?.resolve(answer.result as never);
  });
  worker.on("error", (cause) => {
    end(new CanisterRuntimeError("engine", `the engine stopped: ${String(cause)}`, { cause }));
  });
  worker.on("exit", () => {
    end(ended ?? new CanisterRuntimeError("torn_down", "the runtime was torn down"));
  });

  const call = <Method extends EngineMethod>(
    method: Method,
    ...parameters: Parameters<EngineApi[Method]>
  ): Promise<Answer<Method>> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) {
        reject(ended);
        return;
      }
      const id = next++;
      waiting.set(id, { resolve, reject });
      // A process with nothing else to do waits for the answer, and for nothing else of the worker.
      worker.ref();
      worker.postMessage({ id, method, parameters } satisfies EngineQuestion);
    });
  return {
    call,
    close: async () => {
      await worker.terminate();
    },
  };
}
