/** The same tests on PocketIC: a host of canisters that is PocketIC where `POCKET_IC_BIN` names its server, else this runtime. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { CanisterHost } from "./canister-host.ts";
import { CanisterRuntimeError } from "./error.ts";
import { pocketIcHost, type PocketIcInstance } from "./pocket-ic-host.ts";
import { CanisterRuntime, type CanisterRuntimeOptions } from "./runtime.ts";

/** As much of `@dfinity/pic` as is used here. */
interface PocketIcPackage {
  PocketIc: { create(url: string, options: unknown): Promise<PocketIcInstance> };
}

/** A subnet for canisters, and one that holds the threshold keys. */
const subnets = {
  application: [{ state: { type: "new" } }],
  ii: { state: { type: "new" } },
};

/** Milliseconds until the server has to have told its port. */
const patience = 30_000;

/**
 * Starts PocketIC if the environment variable `POCKET_IC_BIN` names its server and `@dfinity/pic` is installed,
 * else the runtime with these options, of which PocketIC takes `time` and `outcalls`. Which it became, `kind` tells.
 *
 * @throws CanisterRuntimeError `invalid_argument` if PocketIC is asked for and cannot be started
 */
export async function startCanisterHost(
  options: CanisterRuntimeOptions = {},
): Promise<{ kind: "pocket-ic" | "runtime"; host: CanisterHost }> {
  const server = process.env["POCKET_IC_BIN"];
  if (server === undefined || server === "") {
    return { kind: "runtime", host: await CanisterRuntime.create(options) };
  }
  return { kind: "pocket-ic", host: await startPocketIc(server, options) };
}

async function startPocketIc(
  server: string,
  { time, outcalls }: CanisterRuntimeOptions,
): Promise<CanisterHost> {
  const { PocketIc } = await loadPackage();
  const folder = await mkdtemp(join(tmpdir(), "pocket-ic-"));
  const portFile = join(folder, "port");
  const child = spawn(server, ["--port-file", portFile], { stdio: "ignore" });
  const failed = new Promise<never>((_, reject) => {
    child.on("error", (cause) => reject(cannotStart(cause)));
    child.on("exit", (code) => reject(cannotStart(`it ended with ${code}`)));
  });
  const port = await Promise.race([failed, waitForPort(portFile)]).catch(async (thrown: unknown) => {
    child.kill();
    await rm(folder, { recursive: true, force: true });
    throw thrown;
  });
  const instance = await PocketIc.create(`http://127.0.0.1:${port}`, subnets);
  if (time !== undefined) await instance.setTime(time);
  return pocketIcHost(instance, outcalls, async () => {
    child.kill();
    await rm(folder, { recursive: true, force: true });
  });
}

async function loadPackage(): Promise<PocketIcPackage> {
  // A name that bundlers and type checkers do not follow: the package is there for those who want PocketIC.
  const name: string = "@dfinity/pic";
  try {
    return (await import(name)) as PocketIcPackage;
  } catch (cause) {
    throw new CanisterRuntimeError(
      "invalid_argument",
      "POCKET_IC_BIN is set, but @dfinity/pic is not installed",
      {
        cause,
      },
    );
  }
}

async function waitForPort(file: string): Promise<string> {
  for (let waited = 0; waited < patience; waited += 50) {
    const content = await readFile(file, "utf8").catch(() => "");
    // The server ends the number with a line break when it listens.
    if (content.endsWith("\n")) return content.trim();
    await setTimeout(50);
  }
  throw cannotStart(`it told no port within ${patience} ms`);
}

const cannotStart = (cause: unknown): CanisterRuntimeError =>
  new CanisterRuntimeError("invalid_argument", `the PocketIC server cannot be started: ${String(cause)}`);
