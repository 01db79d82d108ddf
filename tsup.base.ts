import { defineConfig, type Options } from "tsup";

/** The build of every package: ESM with types, one file for each entry, nothing bundled from node_modules. */
export function library(entry: string[], more: Options = {}): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry,
    format: "esm",
    target: "es2023",
    dts: { compilerOptions: { customConditions: [], ignoreDeprecations: "6.0" } },
    clean: true,
    sourcemap: true,
    treeshake: true,
    splitting: true,
    // `node:sqlite` has no name without its prefix.
    removeNodeProtocol: false,
    ...more,
  });
}
