import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("the README's example runs in an engine that has nothing but the language", async () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = /```ts\n(.*?)```/s.exec(readme)?.[1];
  if (example === undefined) throw new Error("the README has no example");
  const { outputFiles } = await build({
    stdin: { contents: example, loader: "ts", resolveDir: import.meta.dirname },
    alias: { "@mastic/webfinger": new URL("index.ts", import.meta.url).pathname },
    conditions: ["@mastic/source"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "example",
    platform: "neutral",
    target: "es2023",
  });
  const context = createContext({ TextDecoder });
  runInContext("delete globalThis.Intl; delete globalThis.WebAssembly;", context);
  runInContext(outputFiles[0]?.text ?? "", context);
  for (const name of ["URL", "fetch", "Buffer", "setTimeout", "crypto", "Intl"]) {
    expect(runInContext(`typeof ${name}`, context)).toBe("undefined");
  }
  expect(JSON.parse(String(runInContext("JSON.stringify(example)", context)))).toMatchObject({
    request: { url: "https://example.com/.well-known/webfinger?resource=acct%3Aalice%40example.com" },
    asked: { kind: "account", user: "alice" },
    found: {
      subject: { user: "alice", host: "example.com" },
      actorUri: "https://example.com/users/alice",
    },
  });
});
