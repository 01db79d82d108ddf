/** The canisters of a node, and where their parts are. */

import { join } from "node:path";
import * as directory from "../src/candid/directory.did.ts";
import * as federation from "../src/candid/federation.did.ts";
import * as user from "../src/candid/user.did.ts";
import type { Bindings } from "../src/frame/interface.ts";

export const canisters = { directory, federation, user } as const satisfies Record<string, Bindings>;
export type CanisterName = keyof typeof canisters;

export const root = join(import.meta.dirname, "..");
export const dist = join(root, "dist");
export const didFile = (name: CanisterName): string => join(root, "candid", `${name}.did`);
/** The module as it is installed. */
export const moduleFile = (name: CanisterName): string => join(dist, `${name}.wasm.gz`);
