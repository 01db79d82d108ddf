import { createNodeCrypto } from "@mastic/http-signatures/node";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, runInContext, type Context } from "node:vm";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { defaultLimits } from "./context.ts";
import { journeys } from "./contract/journeys/journeys.ts";

const start = Date.UTC(2026, 5, 1);

/** Keys come from outside; so does all else that is not the language. */
const keyCrypto = {
  generateKeyPair: (algorithm: string) => {
    const encoding = {
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    } as const;
    const { publicKey, privateKey } =
      algorithm === "ed25519"
        ? generateKeyPairSync("ed25519", encoding)
        : generateKeyPairSync("rsa", { modulusLength: 2048, ...encoding });
    return Promise.resolve({ publicKeyPem: publicKey, privateKeyPem: privateKey });
  },
};

/** Runs a module in an engine that has nothing but the language and UTF-8. */
async function bareEngine(contents: string): Promise<Context> {
  const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents, loader: "ts", resolveDir: import.meta.dirname },
    alias: {
      "@mastic/core": source("index.ts"),
      "@mastic/core/memory": source("memory.ts"),
      "@mastic/core/contract": source("contract.ts"),
    },
    conditions: ["@mastic/source"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "example",
    platform: "neutral",
    target: "es2023",
  });
  const lent = { crypto: createNodeCrypto(), keyCrypto, random: (length: number) => randomBytes(length) };
  const instance = {
    origin: "https://mastic.example",
    host: "mastic.example",
    title: "Mastic",
    description: "",
    contactEmail: null,
    version: "0.1.0",
    registrations: "open",
    limits: defaultLimits,
    authorizedFetch: false,
  };
  const context = createContext({ TextEncoder, TextDecoder, lent, instance, start });
  runInContext("delete globalThis.Intl; delete globalThis.WebAssembly;", context);
  runInContext(outputFiles[0]?.text ?? "", context);
  return context;
}

describe("an engine without any ambient capability", () => {
  it("runs the README's example", async () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const context = await bareEngine(/```ts\n(.*?)```/s.exec(readme)?.[1] ?? "");
    for (const name of ["URL", "URLSearchParams", "fetch", "Buffer", "setTimeout", "crypto", "Intl"]) {
      expect(runInContext(`typeof ${name}`, context)).toBe("undefined");
    }
    const status: unknown = await runInContext(
      "example.firstPost({ ...lent, instance, now: () => start, fetch: () => Promise.reject(new Error('offline')) })",
      context,
    );
    expect(status).toMatchObject({
      uri: expect.stringMatching(/^https:\/\/mastic\.example\/users\/alice\/statuses\/[0-9]+$/) as string,
      tags: ["fediverse"],
      visibility: "public",
    });
  });

  it("plays every journey", async () => {
    const context = await bareEngine(`
      import { joinedNodes, journeys, playJourney } from "@mastic/core/contract";
      import { memoryStore } from "@mastic/core/memory";
      const open = async ({ schema, clock }) => {
        const store = memoryStore(schema, { clock });
        return { store, close: () => store.close() };
      };
      export async function play(lent) {
        const transcripts = {};
        for (const journey of journeys) {
          transcripts[journey.story] = await playJourney(journey, () => joinedNodes({ ...lent, open }));
        }
        return JSON.stringify(transcripts);
      }
    `);
    const played = (await runInContext("example.play(lent)", context)) as string;
    const transcripts = JSON.parse(played) as Record<string, readonly string[]>;
    expect(Object.keys(transcripts)).toEqual(journeys.map((journey) => journey.story));
    for (const [story, lines] of Object.entries(transcripts)) {
      const file = new URL(`contract/journeys/transcripts/${story}.txt`, import.meta.url);
      expect(`${lines.join("\n")}\n`).toBe(readFileSync(file, "utf8"));
    }
  }, 60_000);
});
