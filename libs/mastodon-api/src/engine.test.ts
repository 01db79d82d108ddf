import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { lent } from "../test/lent.ts";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

it("answers in an engine that has nothing but the language, as the README shows", async () => {
  const readme = readFileSync(source("../README.md"), "utf8");
  const example = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? "";
  const { outputFiles } = await build({
    stdin: {
      contents: `export { testNode } from "./node.test-support.ts";\n${example}`,
      loader: "ts",
      resolveDir: import.meta.dirname,
    },
    alias: { "@mastic/mastodon-api": source("index.ts") },
    conditions: ["@mastic/source"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "example",
    platform: "neutral",
    target: "es2023",
  });
  const context = createContext({ TextEncoder, TextDecoder, lent });
  runInContext("delete globalThis.Intl; delete globalThis.WebAssembly;", context);
  runInContext(outputFiles[0]?.text ?? "", context);
  for (const name of ["URL", "URLSearchParams", "fetch", "Buffer", "setTimeout", "crypto", "Intl"]) {
    expect(runInContext(`typeof ${name}`, context)).toBe("undefined");
  }
  const answers = (await runInContext(
    `(async () => {
      const node = example.testNode(lent);
      const { token } = await node.member("alice");
      const once = await example.postAndRead(node.api, token);
      const again = await example.postAndRead(node.api, token);
      return JSON.stringify({ once, again });
    })()`,
    context,
  )) as string;
  const { once, again } = JSON.parse(answers) as Record<"once" | "again", Record<"posted" | "page", unknown>>;
  expect(once.posted).toMatchObject({
    status: 200,
    body: { content: "<p>Hello, world</p>", visibility: "public", account: { acct: "alice" } },
  });
  expect(once.page).toMatchObject({
    status: 200,
    headers: { link: expect.stringContaining('rel="next"') as string },
    body: [{ content: "<p>Hello, world</p>", account: { acct: "alice" } }],
  });
  // The same Idempotency-Key, the same status.
  expect(again).toEqual(once);
});
