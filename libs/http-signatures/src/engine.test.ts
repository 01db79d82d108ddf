import { webcrypto } from "node:crypto";
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
    alias: {
      "@mastic/http-signatures": new URL("index.ts", import.meta.url).pathname,
      "@mastic/http-signatures/webcrypto": new URL("webcrypto.ts", import.meta.url).pathname,
    },
    conditions: ["@mastic/source"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "example",
    platform: "neutral",
    target: "es2023",
  });
  const { subtle } = webcrypto;
  const now = Date.UTC(2026, 0, 1);
  const context = createContext({ TextEncoder, subtle, now });
  runInContext("delete globalThis.Intl; delete globalThis.WebAssembly;", context);
  runInContext(outputFiles[0]?.text ?? "", context);
  for (const name of ["URL", "fetch", "Buffer", "setTimeout", "crypto", "Intl"]) {
    expect(runInContext(`typeof ${name}`, context)).toBe("undefined");
  }
  const verified: unknown = await runInContext(
    "example.roundTrip(subtle, new Uint8Array([123, 125]), now)",
    context,
  );
  expect(verified).toMatchObject({
    scheme: "cavage",
    keyId: "https://peer.example/users/alice#main-key",
    algorithm: "rsa-v1_5-sha256",
    signedAt: now,
  });
  const altered = "example.roundTrip(subtle, new Uint8Array([123, 125]), NaN)";
  await expect(runInContext(altered, context)).rejects.toMatchObject({ name: "SignatureError" });
});
