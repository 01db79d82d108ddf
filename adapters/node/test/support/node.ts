/** A Mastic node as its users run it: the `mastic` command in a process of its own, on a loopback address, with its data in a temporary folder. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiClient } from "./apiClient.ts";
import { TestProcess } from "./childProcess.ts";
import { closeAtEnd } from "./closing.ts";
import { signIn } from "./signIn.ts";
import { waitFor } from "./waitFor.ts";

const cli = ["--conditions=@mastic/source", "--disable-warning=ExperimentalWarning"];
const entry = join(import.meta.dirname, "../../src/cli.ts");

export const PASSWORD = "correct horse battery staple";

export interface NodeOptions {
  /** A loopback address of its own: every address is an origin of its own. */
  readonly host: string;
  /** Where the world reaches it, when that is a proxy in front of it. */
  readonly publicOrigin?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What to do with its data before it runs for the first time. */
  readonly prepare?: (environment: Readonly<Record<string, string>>) => Promise<void>;
}

export class MasticNode {
  readonly origin: string;
  readonly dataDir: string;
  readonly environment: Readonly<Record<string, string>>;
  #process: TestProcess | undefined;

  private constructor(origin: string, dataDir: string, environment: Readonly<Record<string, string>>) {
    this.origin = origin;
    this.dataDir = dataDir;
    this.environment = environment;
  }

  /** Starts a node and waits until it answers. */
  static async start({ host, publicOrigin, environment = {}, prepare }: NodeOptions): Promise<MasticNode> {
    const port = await freePort(host);
    const origin = publicOrigin ?? `http://${host}:${port}`;
    const dataDir = mkdtempSync(join(tmpdir(), "mastic-node-"));
    const node = new MasticNode(origin, dataDir, {
      HOST: host,
      PORT: port.toString(),
      DATA_DIR: dataDir,
      PUBLIC_URL: origin,
      ALLOW_PRIVATE_ADDRESSES: "true",
      RATE_LIMITS: "off",
      ACTIONS_PER_MINUTE: "100000",
      LOG_FORMAT: "json",
      ...environment,
    });
    closeAtEnd(() => node.stop());
    await prepare?.(node.environment);
    await node.restart();
    return node;
  }

  /** The part of addresses after the `@`. */
  get host(): string {
    return new URL(this.origin).host;
  }

  get databaseFile(): string {
    return join(this.dataDir, "mastic.sqlite");
  }

  get log(): string {
    return this.#process?.output ?? "";
  }

  actorUri(handle: string): string {
    return `${this.origin}/users/${handle}`;
  }

  /** Makes an account with the command line, beside the running node, and signs in with OAuth as a client does. */
  async signUp(handle: string): Promise<ApiClient> {
    await this.command(["account", "create", handle, "--password-stdin"], `${PASSWORD}\n`);
    return this.signIn(handle);
  }

  /** @param scopes all of them unless told */
  async signIn(handle: string, scopes?: string): Promise<ApiClient> {
    const { accessToken } = await signIn(this.origin, handle, PASSWORD, scopes);
    return new ApiClient(this.origin, accessToken);
  }

  /** Runs `mastic …` with this node's environment. @returns what it printed @throws {Error} when it fails */
  async command(args: readonly string[], input = ""): Promise<string> {
    const child = spawn(process.execPath, [...cli, entry, ...args], {
      env: { ...process.env, ...this.environment },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    child.stdin.end(input);
    await once(child, "close");
    if (child.exitCode !== 0) throw new Error(`mastic ${args.join(" ")}: ${child.exitCode ?? ""}\n${output}`);
    return output;
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  /** Starts again on the same data and at the same address. */
  async restart(): Promise<void> {
    await this.#process?.stop();
    const started = this.#spawn();
    this.#process = started;
    await this.#ready(started);
  }

  /** Stops the process and removes the data. @returns the exit code */
  async stop(): Promise<number | null> {
    const code = await this.#process?.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
    return code ?? null;
  }

  #spawn(): TestProcess {
    return new TestProcess([...cli, entry, "start"], this.environment);
  }

  async #ready(started: TestProcess): Promise<void> {
    await waitFor(`${this.origin} to be ready`, async () => {
      // Not an error to be tried again: it will never be ready.
      if (started.hasExited) return "exited";
      const response = await fetch(`${this.origin}/health`);
      return response.ok ? "ready" : undefined;
    });
    if (started.hasExited) throw new Error(`The node did not start:\n${this.log}`);
  }
}

async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
