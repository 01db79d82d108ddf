/** Installs, reinstalls, upgrades and uninstalls code (interface specification, "IC method install_code", "Canister upgrades"). */
import type { Principal } from "@icp-sdk/core/principal";
import type { Canister } from "../canister/canister.ts";
import type { ChangeOrigin } from "../canister/history.ts";
import { freezingLimit } from "../cycles/balance.ts";
import { executionPrice } from "../cycles/prices.ts";
import { CanisterRuntimeError } from "../error.ts";
import type { ErrorCode } from "../execution/error-code.ts";
import { instantiate } from "../execution/instantiate.ts";
import type { Mode } from "../execution/mode.ts";
import { StableMemory } from "../execution/stable-memory.ts";
import type { Trap } from "../execution/trap.ts";
import { type CanisterModule, loadModule } from "../wasm/canister-module.ts";
import type { Instance } from "../wasm/instance.ts";
import { instrumented } from "../wasm/instrumented-names.ts";
import { type Entry, execute, exported, type Outcome } from "./execute.ts";
import { outOfCycles, type Rejection, rejection, trapRejection } from "./rejection.ts";
import { closeContext, respondToContext } from "./respond.ts";
import type { Subnet } from "./subnet.ts";

export type InstallMode =
  { kind: "install" | "reinstall" } | { kind: "upgrade"; skipPreUpgrade: boolean; keepMainMemory: boolean };

export interface Installation {
  mode: InstallMode;
  /** `.wasm` or `.wasm.gz`. */
  module: Uint8Array;
  argument: Uint8Array;
  caller: Principal;
  origin: ChangeOrigin;
}

/** @returns why the code was not installed; the canister is then as it was */
export function installCode(
  subnet: Subnet,
  canister: Canister,
  installation: Installation,
): Rejection | undefined {
  const { mode } = installation;
  const name = canister.id.toText();
  if (mode.kind === "install" && canister.instance !== undefined) {
    return rejection("IC0514", `Canister ${name} cannot be installed because the canister is not empty`);
  }
  if (mode.kind === "upgrade" && canister.instance === undefined) {
    return rejection("IC0537", `Error from Canister ${name}: the canister contains no Wasm module`);
  }
  const price = executionPrice(subnet.limits.installInstructions);
  if (canister.cycles < price + freezingLimit(canister)) return outOfCycles(canister, price);
  let module: CanisterModule;
  try {
    module = loadModule(installation.module);
  } catch (thrown) {
    return invalidModule(canister, thrown);
  }
  return new Transition(subnet, canister, installation, module).perform();
}

function invalidModule(canister: Canister, thrown: unknown, code: ErrorCode = "IC0505"): Rejection {
  if (!(thrown instanceof CanisterRuntimeError) || thrown.code !== "invalid_module") throw thrown;
  return rejection(
    code,
    `Error from Canister ${canister.id.toText()}: Canister's Wasm module is not valid: ${thrown.message}`,
  );
}

/** One change of code: either all of it happens, or none. */
class Transition {
  readonly #subnet: Subnet;
  readonly #canister: Canister;
  readonly #installation: Installation;
  readonly #module: CanisterModule;
  readonly #before: {
    instance: Instance | undefined;
    stable: StableMemory;
    version: bigint;
    certifiedData: Uint8Array;
  };
  #balance: bigint;
  #instructions = 0n;
  #timer = 0n;

  constructor(subnet: Subnet, canister: Canister, installation: Installation, module: CanisterModule) {
    this.#subnet = subnet;
    this.#canister = canister;
    this.#installation = installation;
    this.#module = module;
    const { instance, stable, version, certifiedData } = canister;
    this.#before = { instance, stable, version, certifiedData };
    this.#balance = canister.cycles - executionPrice(subnet.limits.installInstructions);
  }

  perform(): Rejection | undefined {
    const canister = this.#canister;
    const { instance: old, stable } = this.#before;
    old?.begin();
    stable.begin();
    let fresh: Instance | undefined;
    try {
      const failed = this.#preUpgrade();
      if (failed !== undefined) return this.#fail(failed);
      fresh = instantiate(this.#module, this.#subnet.pool);
      const { mode } = this.#installation;
      if (mode.kind === "upgrade") {
        if (mode.keepMainMemory && old !== undefined) fresh.heap.copyFrom(old.heap);
      } else {
        canister.stable = new StableMemory();
        canister.stable.begin();
        canister.certifiedData = new Uint8Array();
      }
      fresh.begin();
      const trap = this.#start(fresh);
      if (trap !== undefined) return this.#fail(trap);
    } catch (thrown) {
      this.#undo();
      return invalidModule(canister, thrown);
    }
    this.#keep(fresh);
    return undefined;
  }

  #preUpgrade(): Trap | undefined {
    const { mode } = this.#installation;
    const old = this.#before.instance;
    if (mode.kind !== "upgrade" || mode.skipPreUpgrade || old?.has("canister_pre_upgrade") !== true)
      return undefined;
    return this.#run(old, exported("canister_pre_upgrade"), "G").trap;
  }

  /** The start function, then `canister_init` or `canister_post_upgrade`. */
  #start(fresh: Instance): Trap | undefined {
    const canister = this.#canister;
    canister.instance = fresh;
    canister.version += 1n;
    if (fresh.has(instrumented.start)) {
      const start = { name: "start", run: (instance: Instance) => instance.run(instrumented.start) };
      const { trap } = this.#run(fresh, start, "s");
      if (trap !== undefined) return trap;
    }
    const hook = this.#installation.mode.kind === "upgrade" ? "canister_post_upgrade" : "canister_init";
    return fresh.has(hook) ? this.#run(fresh, exported(hook), "I").trap : undefined;
  }

  #run(instance: Instance, entry: Entry, mode: Mode): Outcome {
    const outcome = execute(this.#subnet, this.#canister, instance, entry, {
      mode,
      caller: this.#installation.caller,
      instructionLimit: this.#subnet.limits.installInstructions - this.#instructions,
      balance: this.#balance,
      // Only the code that is installed gets the argument.
      argument: mode === "I" ? this.#installation.argument : new Uint8Array(),
    });
    const { execution, trap } = outcome;
    this.#instructions += execution.instructions;
    if (trap === undefined) {
      this.#balance = execution.balance;
      if (execution.certifiedData !== undefined) this.#canister.certifiedData = execution.certifiedData;
      // The timer that was set before the code changed does not go off in the new code.
      if (mode === "I") this.#timer = execution.globalTimer ?? 0n;
    }
    return outcome;
  }

  #fail(trap: Trap): Rejection {
    this.#undo();
    return trapRejection(this.#canister, trap);
  }

  #undo(): void {
    const canister = this.#canister;
    this.#before.instance?.rollBack();
    this.#before.stable.rollBack();
    Object.assign(canister, this.#before);
    canister.cycles -= this.#spent();
  }

  #spent(): bigint {
    const spent = executionPrice(this.#instructions);
    return spent < this.#canister.cycles ? spent : this.#canister.cycles;
  }

  #keep(fresh: Instance): void {
    const canister = this.#canister;
    fresh.commit();
    this.#before.instance?.commit();
    this.#before.stable.commit();
    canister.stable.commit();
    canister.globalTimer = this.#timer;
    canister.lowMemoryHook = "idle";
    const prepaid = executionPrice(this.#subnet.limits.installInstructions);
    canister.cycles = this.#balance + prepaid;
    canister.cycles -= this.#spent();
    const { mode, origin } = this.#installation;
    const details = { kind: "deployment" as const, mode: mode.kind, hash: this.#module.hash };
    canister.history.add({ time: this.#subnet.time, version: canister.version, origin, details });
  }
}

/** Takes the code and the state away and rejects the calls that are open (interface specification, "IC method uninstall_code"). */
export function uninstallCode(subnet: Subnet, canister: Canister, origin: ChangeOrigin): void {
  canister.instance = undefined;
  canister.stable = new StableMemory();
  canister.certifiedData = new Uint8Array();
  canister.globalTimer = 0n;
  canister.chunks.clear();
  canister.log.clear();
  canister.version += 1n;
  canister.history.add({
    time: subnet.time,
    version: canister.version,
    origin,
    details: { kind: "uninstall" },
  });
  for (const context of [...canister.contexts.values()]) {
    context.deleted = true;
    if (!context.responded) {
      const reject = rejection("IC0406", `Canister ${canister.id.toText()} has been uninstalled`);
      respondToContext(subnet, context, reject, context.cycles);
    }
    closeContext(subnet, canister, context);
  }
}
