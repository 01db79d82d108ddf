/** The `icp` command, which creates, installs and calls canisters for an operator. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class Icp {
  readonly #folder: string;
  readonly #target: readonly string[];

  /** @param folder where `icp.yaml` is @param target what selects the environment and identity: `-e local` */
  constructor(folder: string, target: readonly string[]) {
    this.#folder = folder;
    this.#target = target;
  }

  /** @returns what it prints @throws {Error} with what it says when it fails */
  run(...args: readonly string[]): string {
    const program = process.env["ICP_BIN"] ?? "icp";
    const { status, stdout, stderr, error } = spawnSync(program, [...args, ...this.#target], {
      cwd: this.#folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (error !== undefined) throw new Error(`${program} could not be started: ${error.message}`);
    if (status !== 0) throw new Error(`icp ${args.slice(0, 3).join(" ")} failed:\n${stderr}${stdout}`);
    return stdout.trim();
  }

  /** The id of a canister of this project, made if there is none. */
  canister(name: string): string {
    try {
      return this.run("canister", "status", name, "--id-only");
    } catch {
      this.run("canister", "create", name);
      return this.run("canister", "status", name, "--id-only");
    }
  }

  hasModule(name: string): boolean {
    return /"module_hash":\s*"/.test(this.run("canister", "status", name, "--json"));
  }

  /** Calls a method, or installs, with encoded arguments. */
  withArguments(encoded: Uint8Array, ...args: readonly string[]): string {
    const folder = mkdtempSync(join(tmpdir(), "mastic-"));
    try {
      const file = join(folder, "args.bin");
      writeFileSync(file, encoded);
      return this.run(...args, "--args-file", file, "--args-format", "bin");
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}
