import { transform } from "esbuild";
import { existsSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { chromium } from "playwright-core";
import { describe, expect, test } from "vitest";
import ambient from "./ambient.json" with { type: "json" };
import { ALONE, bundleSuite } from "./engines/bundle.ts";
import { expect as plainExpect } from "./engines/expect.ts";
import type { runAll } from "./engines/harness.ts";

const BROWSER = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** Chromium's URL is not quite today's standard. Time is measured on Node, whose engine is the same. */
const WITHOUT = new RegExp(
  [...ALONE, "as WHATWG does", "linear on repetitions", "grows with the length"].join("|"),
);

test.skipIf(!existsSync(BROWSER))(
  "the libraries' tests pass in Chromium",
  async () => {
    const suite = await bundleSuite({
      subject: "sources",
      crypto: "crypto-web.ts",
      runs: Infinity,
      without: WITHOUT,
    });
    const browser = await chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      // WebCrypto is there for secure origins only.
      await page.route("https://engine.example/**", async (route) => {
        const isSuite = route.request().url().endsWith("/suite.mjs");
        await route.fulfill(
          isSuite
            ? { contentType: "text/javascript", body: suite.program }
            : { contentType: "text/html", body: "<!doctype html>" },
        );
      });
      await page.goto("https://engine.example/");
      const result = await page.evaluate<Awaited<ReturnType<typeof runAll>>>(
        `import("/suite.mjs").then(({ runAll }) => runAll())`,
      );
      expect(result.failures).toEqual([]);
      expect(result.passed).toBeGreaterThan(2_000);
    } finally {
      await browser.close();
    }
  },
  120_000,
);

/** Nor is there randomness for salts, or a URL to compare with. */
const BARE = new RegExp(
  [
    WITHOUT.source,
    "^on .* a private key: RSA-PSS",
    "^what is signed is verified",
    "refuses what is no string, and what is too long",
  ].join("|"),
);

/** Files of these names are about Node or its tools; all others run in every engine. */
const ON_NODE_ALONE =
  /\/(?:chromium|crypto-port|engine|fedify|memory|oracle-[a-z-]+|pem|public-key|size|standard-schema)\.test\.ts$/;

test("the libraries' tests pass where nothing is known but the language and UTF-8", async () => {
  const suite = await bundleSuite({
    subject: "sources",
    crypto: "crypto-plain.ts",
    runs: 100,
    without: BARE,
  });
  expect([...suite.left.keys()].filter((file) => !ON_NODE_ALONE.test(file))).toEqual([]);
  const { code } = await transform(suite.program, { format: "iife", globalName: "suite" });
  const codec = { encode: (text: string) => new TextEncoder().encode(text), TextDecoder };
  const context = createContext(codec);
  // Bytes of this engine's own, as any engine's encoder gives them (Encoding Standard, section 7.2).
  runInContext(
    `globalThis.TextEncoder = class {
      encode(text) { return Uint8Array.from(encode(text)); }
      encodeInto(text, target) {
        const bytes = encode(text);
        target.set(bytes);
        return { read: text.length, written: bytes.length };
      }
    }`,
    context,
  );
  for (const name of ambient) runInContext(`delete globalThis.${name}`, context);
  runInContext(code, context);
  const told = runInContext(
    "suite.runAll().then((result) => JSON.stringify(result))",
    context,
  ) as Promise<string>;
  const result = JSON.parse(await told) as Awaited<ReturnType<typeof runAll>>;
  expect(result.failures).toEqual([]);
  expect(result.passed).toBeGreaterThan(2_000);
}, 300_000);

test("the published packages are tested against Node's crypto too", async () => {
  const { files } = await bundleSuite({ subject: "published", crypto: "crypto-node.ts", runs: 1 });
  expect(files).toEqual(
    expect.arrayContaining([
      "libs/data-integrity/src/multikey/pem.test.ts",
      "libs/http-signatures/src/crypto-port.test.ts",
      "libs/http-signatures/src/key/public-key.test.ts",
    ]),
  );
}, 120_000);

describe("what stands in for Vitest refuses what Vitest refuses", () => {
  const boom = () => {
    throw new TypeError("boom");
  };
  const refused: readonly (readonly [name: string, () => unknown])[] = [
    ["toBe", () => plainExpect({}).toBe({})],
    ["toBe of zeros", () => plainExpect(0).toBe(-0)],
    ["toEqual", () => plainExpect({ a: [1, { b: 2 }] }).toEqual({ a: [1, { b: 3 }] })],
    ["toEqual with a member more", () => plainExpect({ a: 1, b: 2 }).toEqual({ a: 1 })],
    ["toEqual with a member less", () => plainExpect({ a: 1 }).toEqual({ a: 1, b: 2 })],
    ["toEqual of bytes", () => plainExpect(Uint8Array.of(1)).toEqual(Uint8Array.of(2))],
    ["toEqual of bytes and a list", () => plainExpect(Uint8Array.of(1)).toEqual([1])],
    ["toEqual of maps", () => plainExpect(new Map([["a", 1]])).toEqual(new Map([["a", 2]]))],
    ["toMatchObject", () => plainExpect({ a: 1, b: 2 }).toMatchObject({ a: 2 })],
    ["toMatchObject of lists", () => plainExpect({ a: [1, 2] }).toMatchObject({ a: [1] })],
    ["toBeUndefined", () => plainExpect(null).toBeUndefined()],
    ["toBeDefined", () => plainExpect(undefined).toBeDefined()],
    ["toBeNull", () => plainExpect(undefined).toBeNull()],
    ["toBeInstanceOf", () => plainExpect(new Error("")).toBeInstanceOf(TypeError)],
    ["toBeGreaterThan", () => plainExpect(1).toBeGreaterThan(1)],
    ["toBeLessThan", () => plainExpect(NaN).toBeLessThan(1)],
    ["toHaveLength", () => plainExpect([1]).toHaveLength(2)],
    ["toMatch", () => plainExpect("a").toMatch(/b/)],
    ["toContain", () => plainExpect(["a"]).toContain("b")],
    ["toThrow of what does not", () => plainExpect(() => 1).toThrow()],
    ["toThrow of another class", () => plainExpect(boom).toThrow(RangeError)],
    ["toThrow with another message", () => plainExpect(boom).toThrow("bang")],
    [
      "toThrow with other members",
      () => plainExpect(boom).toThrow(plainExpect.objectContaining({ message: "bang" })),
    ],
    ["not.toThrow", () => plainExpect(boom).not.toThrow()],
    ["not.toEqual", () => plainExpect([1]).not.toEqual([1])],
    ["resolves", () => plainExpect(Promise.resolve({ a: 1 })).resolves.toMatchObject({ a: 2 })],
    ["rejects of what does not", () => plainExpect(Promise.resolve(1)).rejects.toThrow()],
    [
      "rejects with another",
      () => plainExpect(Promise.reject(new TypeError("x"))).rejects.toThrow(RangeError),
    ],
  ];

  test.each(refused)("%s", async (_, run) => {
    await expect((async () => run())()).rejects.toThrow();
  });
});
