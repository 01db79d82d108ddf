/** Whether the stores of all canisters on a network hold together. */

import { coreSchema, type Schema } from "@mastic/core";
import type { CanisterRuntime } from "@mastic/canister-runtime";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { moduleFile, type CanisterName } from "../../build/canisters.ts";
import { directorySchema } from "../../src/directory/tables.ts";
import { userSchema } from "../../src/user/tables.ts";
import { auditStore } from "./auditStore.ts";
import { mapInImage } from "./stableImage.ts";

const schemas: Readonly<Record<CanisterName, Schema>> = {
  directory: directorySchema,
  federation: coreSchema,
  user: userSchema,
};

/** @param others modules beside those in `dist`, by their SHA-256 @returns how many canisters were looked at, and what is wrong with which of them */
export async function auditCanisters(
  runtime: CanisterRuntime,
  others: Readonly<Record<string, CanisterName>> = {},
): Promise<{ readonly audited: number; readonly faults: readonly string[] }> {
  const names = new Map<string, CanisterName>(Object.entries(others));
  for (const name of ["directory", "federation", "user"] as const) {
    names.set(
      createHash("sha256")
        .update(await readFile(moduleFile(name)))
        .digest("hex"),
      name,
    );
  }
  let audited = 0;
  const faults: string[] = [];
  for (const { canisterId, module } of (await runtime.state()).canisters.values()) {
    if (module === undefined) continue;
    const name = names.get(Buffer.from(module.hash).toString("hex"));
    if (name === undefined) throw new Error(`${canisterId.toText()} has an unknown module.`);
    const map = mapInImage(await runtime.getStableMemory(canisterId));
    const found = map.size === 0 ? ["the store is empty"] : auditStore(map, schemas[name]);
    faults.push(...found.map((fault) => `${name} ${canisterId.toText()}: ${fault}`));
    audited += 1;
  }
  return { audited, faults };
}
