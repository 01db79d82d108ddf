/** A program of a benchmark in a process of its own: it says `ready` with what it has to tell, then answers messages. */

import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";

const FLAGS = ["--conditions=@mastic/source", "--disable-warning=ExperimentalWarning"];

/** The side of the benchmark. */
export class Child {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Starts the module `file` of this folder. @returns the process, and what it said when it was ready */
  static async start(file: string, argument: unknown = null): Promise<[Child, unknown]> {
    const module = new URL(file, import.meta.url);
    const profile = process.env["BENCH_PROFILE"];
    const flags =
      profile !== undefined && file.includes(profile) ? ["--cpu-prof", "--cpu-prof-dir=reports"] : [];
    const child = new Child(
      fork(module, [JSON.stringify(argument)], { execArgv: [...FLAGS, ...flags], serialization: "advanced" }),
    );
    return [child, await child.#answer()];
  }

  /** @returns its answer @throws {Error} when it ends instead */
  async ask(message: unknown): Promise<unknown> {
    const answer = this.#answer();
    this.#child.send(message as object);
    return answer;
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.disconnect();
    await exited;
  }

  async #answer(): Promise<unknown> {
    const ended = new AbortController();
    try {
      return await Promise.race([
        once(this.#child, "message", ended).then(([message]: unknown[]) => message),
        once(this.#child, "exit", ended).then(([code]: unknown[]) => {
          throw new Error(`a program of the benchmark ended with ${String(code)}`);
        }),
      ]);
    } finally {
      ended.abort();
    }
  }
}

/**
 * The side of the program: says that it is ready, answers each message, and ends when the benchmark lets go of it.
 * @param end releases what would keep the process running
 */
export function serveBench(
  ready: unknown,
  answer: (message: unknown) => Promise<unknown>,
  end: () => Promise<void> | void,
): void {
  process.on("message", (message) => {
    void answer(message).then((result) => process.send?.(result ?? null));
  });
  process.once("disconnect", () => {
    void Promise.resolve(end()).then(() => process.exit(0));
  });
  process.send?.(ready);
}

/** What `Child.start` was given. */
export function benchArgument(): unknown {
  return JSON.parse(process.argv[2] ?? "null");
}
