/** A child process of a test: its output is kept for the message when something fails, and it never outlives the test run. */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

const STOP_MILLIS = 15_000;
const KEPT_CHARACTERS = 400_000;

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export class TestProcess {
  readonly #child: ChildProcess;
  #output = "";

  /** @param args of Node, which is the one that runs the tests */
  constructor(args: readonly string[], environment: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, args, {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(this.#child);
    this.#child.once("exit", () => running.delete(this.#child));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output = (this.#output + text).slice(-KEPT_CHARACTERS);
      });
    }
  }

  /** Everything that it has printed, on both streams. */
  get output(): string {
    return this.#output;
  }

  get hasExited(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Asks it to stop, and makes it when it does not. @returns the exit code, `null` after a signal */
  async stop(): Promise<number | null> {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), STOP_MILLIS);
    await this.#end("SIGTERM");
    clearTimeout(timer);
    return this.#child.exitCode;
  }

  /** `kill -9`. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  async #end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (this.hasExited) return;
    const exited = once(this.#child, "exit");
    this.#child.kill(signal);
    await exited;
  }
}
