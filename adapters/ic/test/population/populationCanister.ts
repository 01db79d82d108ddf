/** The canister of `main.ts` from outside: its module, and how rows are told to it. */

import type { Principal } from "@icp-sdk/core/principal";
import type { CanisterRuntime } from "@mastic/canister-runtime";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { loadAzle } from "../../build/azle.ts";
import { dist } from "../../build/canisters.ts";
import { withNative } from "../../build/native.ts";
import { bundleProgram } from "../../build/program.ts";
import { writeRows, type Told } from "./rows.ts";

/** How many rows one message tells. */
const TOLD = 2_000;

/**
 * Gzipped it fits into one message: an installation by chunks would clear those that the Directory keeps.
 *
 * @param folder in `dist`, where the builder is left: one for each test file, as they run side by side
 */
export async function populationModule(folder = ".build-population"): Promise<Uint8Array> {
  const azle = await loadAzle(join(dist, folder));
  const module = await azle(await bundleProgram(join(import.meta.dirname, "main.ts")), {
    updates: [{ name: "fill", index: 0 }],
    queries: [],
    init: { name: "init", index: 1 },
    post_upgrade: { name: "post_upgrade", index: 2 },
    inspect_message: { name: "inspect_message", index: 3 },
  });
  return gzipSync(await withNative(module));
}

/** @param canisterId has the module of {@link populationModule} */
export async function tellRows(
  runtime: CanisterRuntime,
  canisterId: Principal,
  sender: Principal,
  told: Told,
): Promise<void> {
  for (let at = 0; at < told.rows.length; at += TOLD) {
    const arg = new TextEncoder().encode(writeRows({ ...told, rows: told.rows.slice(at, at + TOLD) }));
    await runtime.updateCall({ canisterId, method: "fill", arg, sender });
  }
}
