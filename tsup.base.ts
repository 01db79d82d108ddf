/** How every package is built. */

import { build, defineConfig, type Options } from "tsup";

/** The build of every package: ESM with types, one file for each entry, nothing bundled from node_modules. */
export function library(entry: string[], more: Options = {}): ReturnType<typeof defineConfig> {
  return defineConfig({ ...common, entry, dts, clean: true, ...more });
}

/**
 * The same with the index in one file, whatever it shares with the other entries: a cold start pays for every file that
 * it reads. What it shares is in both, but for `once`.
 * @param once modules that a program must have once, such as errors, which are told by their class; the index exports
 * whatever the other entries take from them
 */
export function libraryInOneFile(entries: string[], once: string[]): ReturnType<typeof defineConfig> {
  const takeOnceFromIndex: NonNullable<Options["esbuildPlugins"]>[number] = {
    name: "take once from index",
    setup(bundler) {
      bundler.onResolve({ filter: /^\./ }, ({ path }) =>
        once.some((name) => path.endsWith(`/${name}`)) ? { path: "./index.js", external: true } : undefined,
      );
    },
  };
  return library(["src/index.ts"], {
    dts: { ...dts, entry: ["src/index.ts", ...entries] },
    async onSuccess() {
      await build({ ...common, config: false, entry: entries, esbuildPlugins: [takeOnceFromIndex] });
    },
  });
}

const dts = { compilerOptions: { customConditions: [], ignoreDeprecations: "6.0" } };

const common: Options = {
  format: "esm",
  target: "es2023",
  sourcemap: true,
  treeshake: true,
  splitting: true,
  // `node:sqlite` has no name without its prefix.
  removeNodeProtocol: false,
};
