/** The parts of Azle that make a wasm module of a program: its engine, and what puts a program into that. */

import { build } from "esbuild";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
/** Azle exports its library only, so that the rest is found from there: `azle/src/stable/lib/index.ts`. */
const root = join(dirname(require.resolve("azle")), "../../..");

const template = join(root, "dist/canister_templates/stable.wasm");
const manipulate = join(root, "src/stable/build/commands/build/wasm_binary/manipulate.ts");

interface Method {
  readonly name: string;
  readonly index: number;
  readonly composite?: boolean;
}

/** Which exports of the module call which callback of the program, by its number. */
export interface Exports {
  readonly queries: readonly Method[];
  readonly updates: readonly Method[];
  readonly init: Method;
  readonly post_upgrade: Method;
  readonly inspect_message: Method;
}

type Manipulate = (
  program: string,
  template: string,
  data: Record<string, unknown>,
  validate: boolean,
  exports: Exports,
) => Promise<Uint8Array>;

/**
 * Loads the one function that we use. Azle is published as TypeScript, which Node does not run below node_modules.
 * @param folder where the compiled file is left
 */
export async function loadAzle(
  folder: string,
): Promise<(program: string, exports: Exports) => Promise<Uint8Array>> {
  const outfile = join(folder, "azle.mjs");
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [manipulate],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    external: ["binaryen"],
  });
  const { manipulateWasmBinary } = (await import(pathToFileURL(outfile).href)) as {
    manipulateWasmBinary: Manipulate;
  };
  return (program, exports) =>
    manipulateWasmBinary(program, template, { envVars: [], mainJsPath: "main.js" }, false, exports);
}
