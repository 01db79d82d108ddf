/** The way to an engine in this thread or in another. */
import { Engine } from "./engine.ts";
import type { EngineApi, EngineMethod, EngineOptions } from "./engine-api.ts";

export type Answer<Method extends EngineMethod> = ReturnType<EngineApi[Method]>;

export interface EngineLink {
  call<Method extends EngineMethod>(
    method: Method,
    ...parameters: Parameters<EngineApi[Method]>
  ): Promise<Answer<Method>>;
  close(): Promise<void>;
}

/** An engine in this thread: simple, and with the stack that this thread has. */
export function inlineEngine(options: EngineOptions): EngineLink {
  const engine = new Engine(options);
  return {
    call: async (method, ...parameters) => {
      const run = engine[method] as (...parameters: unknown[]) => Answer<typeof method>;
      return run.apply(engine, parameters);
    },
    close: async () => {},
  };
}
