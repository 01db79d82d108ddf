import { CanisterRuntime } from "@mastic/canister-runtime";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ALONE, bundleSuite } from "../../../scripts/engines/bundle.ts";
import { loadAzle } from "../build/azle.ts";
import { dist } from "../build/canisters.ts";
import { withNative } from "../build/native.ts";
import type { Progress } from "./libraries/main.ts";

/**
 * A canister has no URL to compare with, no clock within a message, no randomness for salts, and an own JSON.parse that
 * ends at 100,000 arrays in each other. Signing by RSA in plain JavaScript takes long and is none of the libraries' work.
 */
const WITHOUT = new RegExp(
  [
    ...ALONE,
    "as WHATWG does",
    "refuses what is no string, and what is too long",
    "linear on repetitions",
    "grows with the length",
    "more than 65,536 ids",
    "without recursion",
    "^any value >",
    "100,000 arrays in each other",
    "a private key",
    "signs what every port verifies",
  ].join("|"),
);

it("the libraries' tests pass in a canister", async () => {
  const { program } = await bundleSuite({
    subject: "sources",
    crypto: "crypto-plain.ts",
    runs: 2,
    without: WITHOUT,
    first: join(import.meta.dirname, "../src/engine/globals.ts"),
    last: join(import.meta.dirname, "libraries/main.ts"),
  });
  const azle = await loadAzle(join(dist, ".build-libraries"));
  const module = await azle(program, {
    updates: [{ name: "run", index: 0 }],
    queries: [],
    init: { name: "init", index: 1 },
    post_upgrade: { name: "post_upgrade", index: 1 },
    inspect_message: { name: "inspect_message", index: 2 },
  });
  const runtime = await CanisterRuntime.create();
  try {
    const canisterId = await runtime.createCanister();
    await runtime.installCode({ canisterId, wasm: await withNative(module) });
    const failures: string[] = [];
    let progress: Progress = { next: 0, count: 1, failures };
    while (progress.next < progress.count) {
      const arg = new TextEncoder().encode(String(progress.next));
      const reply = await runtime.updateCall({ canisterId, method: "run", arg });
      progress = JSON.parse(new TextDecoder().decode(reply)) as Progress;
      failures.push(...progress.failures);
    }
    expect(failures).toEqual([]);
    expect(progress.count).toBeGreaterThan(2_000);
  } finally {
    await runtime.tearDown();
  }
}, 300_000);
