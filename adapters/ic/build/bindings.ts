/** `npm run bindings -w adapters/ic`: writes `src/candid/*.did.ts` from `candid/*.did`, the one source of the interfaces. */

import { generate } from "@icp-sdk/bindgen/core";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
export const bindingsFolder = join(root, "src/candid");

/** @param folder where the bindings of all canisters go */
export async function writeBindings(folder: string): Promise<void> {
  for (const name of ["directory", "federation", "management", "user"]) {
    await generate({
      didFile: join(root, "candid", `${name}.did`),
      outDir: folder,
      output: { force: true, actor: { disabled: true }, declarations: { typescript: true, flat: true } },
    });
  }
}

if (import.meta.main) await writeBindings(bindingsFolder);
