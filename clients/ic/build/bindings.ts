/** `npm run bindings -w clients/ic`: writes `src/candid/*.did.ts` from the interfaces in `adapters/ic/candid`. */

import { generate } from "@icp-sdk/bindgen/core";
import { join } from "node:path";

export const interfaces = ["directory", "user"] as const;
export const bindingsFolder = join(import.meta.dirname, "../src/candid");

const source = join(import.meta.dirname, "../../../adapters/ic/candid");

/** @param folder where the bindings go */
export async function writeBindings(folder: string): Promise<void> {
  for (const name of interfaces) {
    await generate({
      didFile: join(source, `${name}.did`),
      outDir: folder,
      output: { force: true, actor: { disabled: true }, declarations: { typescript: true, flat: true } },
    });
  }
}

if (import.meta.main) await writeBindings(bindingsFolder);
