/** The canister that has nothing but the cryptography, built as the canisters of a node are, in the runtime. */

import type { DigestAlgorithm, SignatureAlgorithm } from "@mastic/http-signatures";
import type { Principal } from "@icp-sdk/core/principal";
import { CanisterRuntime } from "@mastic/canister-runtime";
import { join } from "node:path";
import { loadAzle } from "../../build/azle.ts";
import { dist } from "../../build/canisters.ts";
import { withNative } from "../../build/native.ts";
import { bundleProgram } from "../../build/program.ts";
import { RUN_TIMER } from "../../src/engine/runTimer.ts";

/** The callback of the system's timer. */
const TIMER = 4;

/** Bytes are hexadecimal. */
export type Step =
  | { readonly name: "digest"; readonly algorithm: DigestAlgorithm; readonly data: string }
  | {
      readonly name: "sign";
      readonly algorithm: SignatureAlgorithm;
      readonly key: string;
      readonly data: string;
    }
  | {
      readonly name: "verify";
      readonly algorithm: SignatureAlgorithm;
      readonly key: string;
      readonly data: string;
      readonly signature: string;
    }
  | { readonly name: "derive"; readonly path: string }
  | { readonly name: "generate" | "made" };

export class CryptoCanister {
  readonly runtime: CanisterRuntime;
  readonly #canisterId: Principal;

  private constructor(runtime: CanisterRuntime, canisterId: Principal) {
    this.runtime = runtime;
    this.#canisterId = canisterId;
  }

  static async install(): Promise<CryptoCanister> {
    const azle = await loadAzle(join(dist, ".build-crypto"));
    const module = await azle(await bundleProgram(join(import.meta.dirname, "main.ts")), {
      updates: [
        { name: "run", index: 0 },
        { name: RUN_TIMER, index: 3 },
      ],
      queries: [],
      init: { name: "init", index: 1 },
      post_upgrade: { name: "post_upgrade", index: 1 },
      inspect_message: { name: "inspect_message", index: 2 },
    });
    const runtime = await CanisterRuntime.create();
    const canisterId = await runtime.createCanister();
    await runtime.installCode({ canisterId, wasm: await withNative(module, TIMER) });
    return new CryptoCanister(runtime, canisterId);
  }

  /** @throws {Error} what the step threw */
  async run(step: Step): Promise<unknown> {
    const arg = new TextEncoder().encode(JSON.stringify(step));
    const reply = await this.runtime.updateCall({ canisterId: this.#canisterId, method: "run", arg });
    const answer = JSON.parse(new TextDecoder().decode(reply)) as { ok?: unknown; error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.ok;
  }

  /** The instructions of the messages since this was last asked. */
  async instructions(): Promise<bigint[]> {
    const executions = await this.runtime.takeExecutions();
    return executions.map((it) => it.instructions);
  }
}
