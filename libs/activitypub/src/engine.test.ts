import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";

// What a canister's engine lacks, or throws on.
const ambient = [
  ..."URL URLSearchParams fetch Request Response Headers Buffer process global window self crypto".split(" "),
  ..."setTimeout clearTimeout setInterval clearInterval setImmediate queueMicrotask structuredClone".split(
    " ",
  ),
  ..."atob btoa Intl WebAssembly console performance Temporal require".split(" "),
];

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The README's example, each `expression; // => value` turned into a pair to compare. */
function example(): { code: string; lines: number } {
  const block = /```ts\n([^]*?)```/.exec(readFileSync(path("../README.md"), "utf8"))?.[1] ?? "";
  let lines = 0;
  const code = block.replace(/^(.*); \/\/ => (.*)$/gm, (_, expression: string, value: string) => {
    lines++;
    return `pairs.push([${expression}, ${value}]);`;
  });
  return { code: `export const pairs: [unknown, unknown][] = [];\n${code}`, lines };
}

test("the README's example runs without any ambient capability", async () => {
  const { code, lines } = example();
  const { outputFiles } = await build({
    stdin: { contents: code, loader: "ts", resolveDir: path(".") },
    alias: { "@mastic/activitypub": path("./index.ts") },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "example",
    target: "es2023",
    conditions: ["@mastic/source"],
  });
  const engine = createContext({ TextEncoder, TextDecoder });
  runInContext(
    ambient
      .map(
        (name) => `Object.defineProperty(globalThis, "${name}", { get() { throw new Error("${name}"); } });`,
      )
      .join("\n"),
    engine,
  );
  expect(() => {
    runInContext("Intl", engine);
  }).toThrow("Intl");
  runInContext(outputFiles[0]?.text ?? "", engine);

  const pairs = JSON.parse(String(runInContext("JSON.stringify(example.pairs)", engine))) as [
    unknown,
    unknown,
  ][];
  expect(pairs).toHaveLength(lines);
  expect(lines).toBeGreaterThan(7);
  for (const [actual, expected] of pairs) expect(actual).toEqual(expected);
});
