import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { createNodeCrypto } from "@mastic/http-signatures/node";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("the README's example runs in an engine that has nothing but the language", async () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = /```ts\n(.*?)```/s.exec(readme)?.[1];
  if (example === undefined) throw new Error("the README has no example");
  const { outputFiles } = await build({
    stdin: { contents: example, loader: "ts", resolveDir: import.meta.dirname },
    alias: { "@mastic/data-integrity": new URL("index.ts", import.meta.url).pathname },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "example",
    platform: "neutral",
    target: "es2023",
  });
  const crypto = createNodeCrypto();
  const { publicKeyPem, privateKeyPem } = await crypto.generateKeyPair("ed25519");
  const context = createContext({ TextEncoder, crypto, publicKeyPem, privateKeyPem });
  runInContext("delete globalThis.Intl; delete globalThis.WebAssembly;", context);
  runInContext(outputFiles[0]?.text ?? "", context);
  for (const name of ["URL", "fetch", "Buffer", "setTimeout", "structuredClone", "Intl"]) {
    expect(runInContext(`typeof ${name}`, context)).toBe("undefined");
  }
  const roundTrip = (now: string) =>
    runInContext(
      `example.roundTrip(crypto, publicKeyPem, privateKeyPem, ${now})`,
      context,
    ) as Promise<unknown>;
  const now = Date.UTC(2026, 10, 21);
  const alice = "https://peer.example/users/alice";
  const verified = JSON.parse(JSON.stringify(await roundTrip(String(now)))) as unknown;
  expect(verified).toMatchObject({
    verificationMethod: `${alice}#ed25519-key`,
    controller: alice,
    created: now,
    document: { type: "Like", actor: alice },
  });
  expect(verified).not.toHaveProperty("document.proof");
  await expect(roundTrip("NaN")).rejects.toMatchObject({ name: "IntegrityError", code: "options_invalid" });
});
