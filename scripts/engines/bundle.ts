/** Makes one program of the libraries' own tests, for engines in which Vitest does not run. */

import { build, type BuildFailure, type BuildOptions, type Metafile, type Plugin } from "esbuild";
import { globSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative } from "node:path";
import { PROTOCOL_LIBRARIES } from "../protocol-libraries.ts";

const root = join(import.meta.dirname, "../..");

/** What tests use on the machine of whoever develops, and nowhere else. */
const TOOLS = /^(?:@fedify|@peculiar|dompurify|esbuild|playwright-core|sanitize-html|zod)(?:\/|$)/;

/** What of Node's own the tests use where the packages are published: their engine is Node. */
const OF_NODE = /^node:(?:buffer|crypto|process)$/;

/** Tests that set what holds for a whole program, and so hold in one of their own only. */
export const ALONE = [
  "^names in other scripts are refused until",
  "^IPv6 addresses are no hosts until",
  "^an A-label is judged by the tables there are",
];

/** Where the program will run, and with what it stands in for what is not there. */
export interface Target {
  /** `sources`, bundled; or the `published` packages, which the program imports by their names. */
  readonly subject: "sources" | "published";
  /**
   * A module that exports `ports`, pairs of a name and a crypto port, and `createNodeCrypto`: it stands in for the
   * crypto ports of Node. Relative to this folder.
   */
  readonly crypto: string;
  /** How often a property is tried at most. */
  readonly runs: number;
  /** Tests that need what the target does not have, such as a clock, by name. */
  readonly without?: RegExp;
  /** A module to be loaded before all others: what sets up the engine. Absolute. */
  readonly first?: string;
  /** One to be loaded after the tests, which it may import from "vitest" to run. Absolute. */
  readonly last?: string;
}

export interface Suite {
  /** An ES module that exports `count`, `run` and `runAll` of harness.ts. */
  readonly program: string;
  /** The test files in it, relative to the root of the repository. */
  readonly files: readonly string[];
  /** Those that cannot run there, and why. */
  readonly left: ReadonlyMap<string, string>;
}

/** Bundles all tests of the libraries that can run there. */
export async function bundleSuite(target: Target): Promise<Suite> {
  const options = optionsFor(target);
  const left = new Map<string, string>();
  let files = globSync(
    PROTOCOL_LIBRARIES.map((name) => `libs/${name}/{src,test}/**/*.test.ts`),
    { cwd: root },
  ).sort();
  // What is left out may be all that kept other obstacles from sight.
  for (;;) {
    const { program, obstacles } = await bundled(files, target, options);
    if (obstacles.size === 0) return { program, files, left };
    for (const [file, reason] of obstacles) left.set(file, reason);
    files = files.filter((file) => !obstacles.has(file));
  }
}

/** The program of these files, or which of them cannot run there and why. */
async function bundled(
  files: readonly string[],
  { first, last }: Target,
  options: BuildOptions,
): Promise<{ program: string; obstacles: ReadonlyMap<string, string> }> {
  const modules = [first, ...files.map((file) => `./${file}`), last].filter((path) => path !== undefined);
  const imports = modules.map((path) => `import ${JSON.stringify(path)};`);
  const contents = `${imports.join("\n")}\nexport { count, nameOf, run, runAll } from "vitest";`;
  const stdin = { contents, resolveDir: root, loader: "ts" } as const;
  const obstacles = new Map<string, string>();
  try {
    const { outputFiles, metafile } = await build({ ...options, stdin, metafile: true });
    for (const file of files) {
      const absent = absentFor(file, metafile);
      if (absent !== undefined) obstacles.set(file, absent);
    }
    return { program: outputFiles?.[0]?.text ?? "", obstacles };
  } catch (error) {
    const { errors = [] } = error as Partial<BuildFailure>;
    for (const { text, location } of errors)
      if (location !== null && files.includes(location.file)) obstacles.set(location.file, text);
    if (obstacles.size === 0) throw error;
    return { program: "", obstacles };
  }
}

/** What is not there and the file imports, by whatever way. */
function absentFor(file: string, { inputs }: Metafile): string | undefined {
  const seen = new Set<string>([file]);
  for (const path of seen) {
    if (path.startsWith("absent:")) return `needs ${path.slice("absent:".length)}`;
    for (const { path: imported } of inputs[path]?.imports ?? []) seen.add(imported);
  }
  return undefined;
}

function optionsFor(target: Target): BuildOptions {
  return {
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: "esm",
    target: "es2023",
    platform: "neutral",
    // The packages say that their files have no side effects. Tests have.
    ignoreAnnotations: true,
    mainFields: ["module", "main"],
    conditions: ["@mastic/source", "import"],
    logLevel: "silent",
    define: { "import.meta.url": '""' },
    // fast-check looks for them when it is loaded, and needs neither here.
    banner: { js: "var setTimeout = globalThis.setTimeout, clearTimeout = globalThis.clearTimeout;" },
    plugins: [substitutes(target), ...(target.subject === "published" ? [published()] : [])],
  };
}

/** Vitest, fast-check, files and Node's crypto as the target has them. Nothing else of Node is there. */
function substitutes({ crypto, runs, without, subject }: Target): Plugin {
  return {
    name: "substitutes",
    setup(bundler) {
      const here = import.meta.dirname;
      bundler.onResolve({ filter: /^vitest$/ }, () => ({ path: join(here, "harness.ts") }));
      bundler.onResolve(
        { filter: /ports\.test-support\.ts$|\/node\.ts$|^@mastic\/http-signatures\/node$/ },
        ({ importer }) => (dirname(importer) === here ? undefined : { path: join(here, crypto) }),
      );
      bundler.onResolve({ filter: /^fast-check$/ }, ({ importer }) =>
        importer === "properties" ? undefined : { path: "properties", namespace: "virtual" },
      );
      bundler.onResolve({ filter: /^[@a-z]/ }, ({ importer, path }) => {
        if (path === "node:fs") return { path: "vectors", namespace: "virtual" };
        if (subject === "published") {
          if (dirname(importer) === here || OF_NODE.test(path)) return { path, external: true };
          // WebCrypto by another author, of Node's crypto and nothing else.
          if (path.startsWith("@peculiar/")) return undefined;
        }
        return isBuiltin(path) || TOOLS.test(path) ? { path, namespace: "absent" } : undefined;
      });
      bundler.onLoad({ filter: /.*/, namespace: "absent" }, () => ({ contents: "module.exports = {};" }));
      bundler.onLoad({ filter: /properties/, namespace: "virtual" }, () => ({
        contents: `import fc from "fast-check";
          export default { ...fc, assert: (property, options = {}) =>
            fc.assert(property, { ...options, numRuns: Math.min(options.numRuns ?? 100, ${runs}) }) };`,
        resolveDir: root,
      }));
      bundler.onLoad({ filter: /vectors/, namespace: "virtual" }, () => ({
        contents: vectorReader(),
        resolveDir: root,
      }));
      bundler.onLoad({ filter: /\.test(-support)?\.ts$|validator-contract\.ts$/ }, ({ path }) => ({
        // A URL of a file is its path: there may be no URL.
        contents: readFileSync(path, "utf8").replace(
          /new URL\(([^()]*?),\s*import\.meta\.url,?\s*\)/g,
          "String($1)",
        ),
        loader: "ts",
      }));
      bundler.onLoad({ filter: /engines[\\/]harness\.ts$/ }, ({ path }) => ({
        contents: readFileSync(path, "utf8").replace(
          "WITHOUT = undefined",
          `WITHOUT = ${without?.toString() ?? "undefined"}`,
        ),
        loader: "ts",
      }));
    },
  };
}

/** Stands in for node:fs: reads vectors, which are in the program. */
function vectorReader(): string {
  const files = globSync("vectors/{activitypub,data-integrity,html,snowflake,validation}/*.json", {
    cwd: root,
  });
  const entries = files.map(
    (file) => `${JSON.stringify(file)}: ${JSON.stringify(readFileSync(join(root, file), "utf8"))}`,
  );
  return `const files = { ${entries.join(",\n")} };
    export const readFileSync = (path) => files[path.slice(path.indexOf("vectors/"))];`;
}

/** Has the program import the packages by their names where they export what a source does. */
function published(): Plugin {
  const names = new Map<string, Promise<ReadonlyMap<string, string>>>();
  return {
    name: "published",
    setup(bundler) {
      bundler.onResolve({ filter: /^@mastic\// }, ({ path }) => ({ path, external: true }));
      bundler.onLoad(
        { filter: /libs[\\/][^\\/]+[\\/]src[\\/].*\.ts$/, namespace: "file" },
        async ({ path }) => {
          const [, library = ""] = /^libs[\\/]([^\\/]+)/.exec(relative(root, path)) ?? [];
          const entries = names.get(library) ?? exportedNames(library);
          names.set(library, entries);
          const known = await entries;
          const own = await exportsOf(path);
          // What is inside of a package only, tests of its insides take from the sources.
          const from = (name: string) => JSON.stringify(known.get(name) ?? `${path}?inside`);
          return { contents: own.map((name) => `export { ${name} } from ${from(name)};`).join("\n") };
        },
      );
      bundler.onResolve({ filter: /\?inside$/ }, ({ path }) => ({
        path: path.slice(0, -7),
        namespace: "inside",
      }));
      bundler.onLoad({ filter: /.*/, namespace: "inside" }, ({ path }) => ({
        contents: readFileSync(path, "utf8"),
        loader: "ts",
        resolveDir: dirname(path),
      }));
    },
  };
}

/** The names that a package exports, with the entry that does. */
async function exportedNames(library: string): Promise<ReadonlyMap<string, string>> {
  const manifest = JSON.parse(readFileSync(join(root, "libs", library, "package.json"), "utf8")) as {
    name: string;
    exports: Record<string, { "@mastic/source"?: string }>;
  };
  const names = new Map<string, string>();
  for (const [entry, { "@mastic/source": source }] of Object.entries(manifest.exports)) {
    if (source === undefined) continue;
    for (const name of await exportsOf(join(root, "libs", library, source)))
      if (!names.has(name)) names.set(name, manifest.name + entry.slice(1));
  }
  return names;
}

async function exportsOf(file: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "silent",
  });
  return Object.values(metafile.outputs)[0]?.exports ?? [];
}
