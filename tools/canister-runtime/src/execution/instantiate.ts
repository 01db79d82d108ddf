/** Makes a running instance of a module, before its start function ran. */
import { makeImports } from "../system-api/imports.ts";
import type { CanisterModule } from "../wasm/canister-module.ts";
import { type CurrentExecution, Instance } from "../wasm/instance.ts";
import type { PagePool } from "../wasm/page-pool.ts";

/** @throws CanisterRuntimeError `invalid_module` */
export function instantiate(module: CanisterModule, pool: PagePool): Instance {
  const current: CurrentExecution = { execution: undefined };
  return new Instance(module, makeImports(module, current), current, pool);
}
