/**
 * An engine in a worker thread.
 *
 * A thread outlives its engine and takes the next one: it has compiled the modules by then, which for a large canister
 * takes as long as a whole test of it.
 */
import { CanisterRuntimeError } from "../error.ts";
import type { EngineMethod, EngineOptions } from "./engine-api.ts";
import type { Answer, EngineLink } from "./engine-link.ts";
import { EngineThread } from "./engine-thread.ts";

/** Threads that wait for an engine. */
const idle: EngineThread[] = [];
/** Each keeps up to 16 compiled modules. */
const mostIdle = 2;

export function workerEngine(options: EngineOptions): EngineLink {
  let thread: EngineThread | undefined = takeIdle() ?? new EngineThread();
  const begun = thread.ask("begin", [options]);
  // Whoever asks next is told.
  begun.catch(() => {});

  return {
    call: async <Method extends EngineMethod>(method: Method, ...parameters: unknown[]) => {
      if (thread === undefined) throw new CanisterRuntimeError("torn_down", "the runtime was torn down");
      const asked = thread.ask(method, parameters);
      await begun;
      return asked as Promise<Answer<Method>>;
    },
    close: async () => {
      const own = thread;
      thread = undefined;
      if (own === undefined) return;
      // What it is still at may take for ever.
      if (!own.isIdle || idle.length >= mostIdle) {
        await own.terminate();
        return;
      }
      await own.ask("end", []);
      idle.push(own);
    },
  };
}

function takeIdle(): EngineThread | undefined {
  const thread = idle.pop();
  // It may have ended meanwhile, for want of memory.
  return thread === undefined || thread.isIdle ? thread : takeIdle();
}
