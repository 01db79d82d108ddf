/** A worker thread with room for one engine at a time, whose stack is deep enough for interpreters such as QuickJS. */
import { Worker } from "node:worker_threads";
import { CanisterRuntimeError } from "../error.ts";
import type { EngineMethod } from "./engine-api.ts";

/** What the two threads say to each other. */
export interface EngineQuestion {
  id: number;
  /** `begin` makes a new engine of the options, `end` forgets it. */
  method: EngineMethod | "begin" | "end";
  parameters: unknown[];
}
export type EngineAnswer = { id: number; result: unknown } | { id: number; error: unknown };

/** Mebibytes of stack: QuickJS in Azle canisters recurses deeply for deep JavaScript. */
const stackMegabytes = 64;

interface Asker {
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

export class EngineThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Asker>();
  #next = 0;
  #ended: Error | undefined;

  constructor() {
    // Tests run the sources; built, this file is part of one in the folder above.
    const location = import.meta.url.endsWith(".ts") ? "./worker-thread.ts" : "./engine/worker-thread.js";
    this.#worker = new Worker(new URL(location, import.meta.url), {
      resourceLimits: { stackSizeMb: stackMegabytes },
      // Flags of the test runner, such as loaders, are not for this thread.
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    this.#worker.unref();
    this.#worker.on("message", (answer: EngineAnswer) => this.#take(answer));
    this.#worker.on("error", (cause) => {
      this.#end(new CanisterRuntimeError("engine", `the engine stopped: ${String(cause)}`, { cause }));
    });
    this.#worker.on("exit", () => {
      this.#end(this.#ended ?? new CanisterRuntimeError("torn_down", "the runtime was torn down"));
    });
  }

  /** Whether it is done with all that it was asked, and can be asked more. */
  get isIdle(): boolean {
    return this.#ended === undefined && this.#waiting.size === 0;
  }

  ask(method: EngineQuestion["method"], parameters: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) {
        reject(this.#ended);
        return;
      }
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      // A process with nothing else to do waits for the answer, and for nothing else of the worker.
      this.#worker.ref();
      this.#worker.postMessage({ id, method, parameters } satisfies EngineQuestion);
    });
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(answer: EngineAnswer): void {
    const asked = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if ("error" in answer) asked?.reject(answer.error);
    else asked?.resolve(answer.result);
  }

  #end(error: Error): void {
    this.#ended = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
