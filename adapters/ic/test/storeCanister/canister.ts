/** The canister that has nothing but the store, built as the canisters of a node are, in the runtime. */

import type { Principal } from "@icp-sdk/core/principal";
import { CanisterRuntime, type ExecutionRecord } from "@mastic/canister-runtime";
import { join } from "node:path";
import { loadAzle } from "../../build/azle.ts";
import { dist } from "../../build/canisters.ts";
import { withNative } from "../../build/native.ts";
import { bundleProgram } from "../../build/program.ts";
import type { Step } from "./steps.ts";

/** @returns its wasm module */
export async function buildStoreCanister(): Promise<Uint8Array> {
  const azle = await loadAzle(join(dist, ".build-store"));
  const module = await azle(await bundleProgram(join(import.meta.dirname, "main.ts")), {
    updates: [{ name: "change", index: 0 }],
    queries: [{ name: "read", index: 1 }],
    init: { name: "init", index: 2 },
    post_upgrade: { name: "post_upgrade", index: 3 },
    inspect_message: { name: "inspect_message", index: 4 },
  });
  return withNative(module);
}

export class StoreCanister {
  readonly runtime: CanisterRuntime;
  readonly canisterId: Principal;
  readonly #wasm: Uint8Array;

  private constructor(runtime: CanisterRuntime, canisterId: Principal, wasm: Uint8Array) {
    this.runtime = runtime;
    this.canisterId = canisterId;
    this.#wasm = wasm;
  }

  static async install(wasm: Uint8Array): Promise<StoreCanister> {
    const runtime = await CanisterRuntime.create();
    const canisterId = await runtime.createCanister();
    await runtime.installCode({ canisterId, wasm });
    return new StoreCanister(runtime, canisterId, wasm);
  }

  async change(step: Step): Promise<unknown> {
    const { runtime, canisterId } = this;
    return answerOf(await runtime.updateCall({ canisterId, method: "change", arg: argumentOf(step) }));
  }

  async read(step: Step): Promise<unknown> {
    const { runtime, canisterId } = this;
    return answerOf(await runtime.queryCall({ canisterId, method: "read", arg: argumentOf(step) }));
  }

  /** @returns what ran for the upgrade */
  async upgrade(): Promise<ExecutionRecord[]> {
    const { runtime, canisterId } = this;
    await runtime.takeExecutions();
    await runtime.upgradeCanister({ canisterId, wasm: this.#wasm });
    return runtime.takeExecutions();
  }
}

const argumentOf = (step: Step): Uint8Array => new TextEncoder().encode(JSON.stringify(step));
const answerOf = (reply: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(reply));
