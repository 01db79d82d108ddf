/** An operator at a terminal: the real `icp` command with an identity and a project of its own, against a runtime that is served. */

import { Principal } from "@icp-sdk/core/principal";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "../../build/canisters.ts";

const run = promisify(execFile);
const IDENTITY = "operator";

/** The program of the npm package, which there is for Linux on x64 alone, unless ICP_BIN names another. */
export const icpProgram = process.env["ICP_BIN"] ?? installed();

function installed(): string | undefined {
  try {
    const { resolve } = createRequire(import.meta.url);
    return join(dirname(resolve("@icp-sdk/icp-cli-linux-x64/package.json")), "bin/icp");
  } catch {
    return undefined;
  }
}

function icp(...args: readonly string[]): [string, readonly string[]] {
  if (icpProgram === undefined) throw new Error("There is no icp: ICP_BIN may name one.");
  return [icpProgram, args];
}

export class Operator {
  readonly #home: string;

  private constructor(home: string) {
    this.#home = home;
  }

  /** @param network the served runtime @param rootKey of it, in hexadecimal */
  static async at(network: string, rootKey: string): Promise<Operator> {
    const home = await mkdtemp(join(tmpdir(), "mastic-operator-"));
    const operator = new Operator(home);
    await writeFile(
      join(home, "icp.yaml"),
      `canisters:
  - name: federation
    build: { steps: [{ type: script, commands: ["true"] }] }
  - name: directory
    build: { steps: [{ type: script, commands: ["true"] }] }
networks:
  - name: runtime
    mode: connected
    url: ${network}
    root-key: ${rootKey}
environments:
  - name: local
    network: runtime
`,
    );
    await run(...icp("identity", "new", IDENTITY, "--storage", "plaintext"), { env: operator.#env });
    return operator;
  }

  get #env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      HOME: this.#home,
      ICP_PROJECT_ROOT: this.#home,
      ICP_BIN: icpProgram,
      DO_NOT_TRACK: "1",
    };
  }

  async principal(): Promise<Principal> {
    const asked = icp("identity", "principal", "--identity", IDENTITY);
    return Principal.fromText((await run(...asked, { env: this.#env })).stdout.trim());
  }

  /** The command that operators use. @returns what it prints */
  async deploy(...options: readonly string[]): Promise<string> {
    const args = ["--conditions=@mastic/source", "deploy/deploy.ts", "-e", "local", "--identity", IDENTITY];
    const { stdout } = await run(process.execPath, [...args, ...options], { cwd: root, env: this.#env });
    return stdout;
  }

  /** A command of the documentation that calls a canister, given by somebody who controls nothing. @returns what it prints */
  async callAsAnybody(...call: readonly string[]): Promise<string> {
    const args = [...call, "--environment", "local", "--identity", "anonymous"];
    return (await run(...icp("canister", "call", ...args), { cwd: this.#home, env: this.#env })).stdout;
  }

  /** The command that fills in the SNS's file. @param folder a copy of it is there @returns what it prints */
  async fillSns(folder: string, ...options: readonly string[]): Promise<string> {
    const args = ["--conditions=@mastic/source", "sns/fill.ts", "-e", "local", "--identity", IDENTITY];
    const { stdout } = await run(process.execPath, [...args, "--folder", folder, ...options], {
      cwd: root,
      env: this.#env,
    });
    return stdout;
  }

  async leave(): Promise<void> {
    await rm(this.#home, { recursive: true });
  }
}
