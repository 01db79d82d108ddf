import { CanisterRuntimeError } from "@mastic/canister-runtime";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildStoreCanister, StoreCanister } from "./storeCanister/canister.ts";

/** What a canister's engine gets wrong if its way from text to bytes and back is wrong. */
const texts = [
  "",
  "a",
  'quotes " and \\ backslashes \\n \\b \\u0041 \\41 \\u{41} that are not to be read',
  '"),("',
  "controls: \u0001 \b \f \n \r \t \u001f \u007f",
  "é and ü, Ærøskøbing, naïve",
  "日本語のテキスト",
  "😀 👩‍👩‍👧‍👦 \u{10ffff}",
  "e\u0301 \u200b \ufeff \uffff \u2028",
  "long ".repeat(1500),
  `long and not ASCII: ${"ü".repeat(3000)}`,
];

describe("the store in a canister", { timeout: 120_000 }, () => {
  let wasm: Uint8Array;
  let canister: StoreCanister;
  beforeAll(async () => {
    wasm = await buildStoreCanister();
  });
  beforeEach(async () => {
    canister = await StoreCanister.install(wasm);
  });
  afterEach(() => canister.runtime.tearDown());

  it("keeps every text as it was, in rows, keys and documents, over an upgrade as well", async () => {
    await canister.change({ name: "keep", texts });
    const expected = texts
      .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map((text) => [text, `${text}!`, text, text, text]);
    expect(await canister.read({ name: "texts" })).toEqual(expected);
    await canister.upgrade();
    expect(await canister.read({ name: "texts" })).toEqual(expected);
    expect(await canister.read({ name: "count" })).toEqual([texts.length, texts.length]);
  });

  it("leaves nothing of a turn whose message traps, at whichever system call it does", async () => {
    const { runtime, canisterId } = canister;
    await canister.change({ name: "keep", texts: ["before"] });
    const before = await canister.read({ name: "texts" });
    let atSystemCall = 1;
    // At each of them it would take minutes: a prime step reaches every part of the message.
    for (; await isTrapped(atSystemCall); atSystemCall += 37) {
      expect(await canister.read({ name: "texts" })).toEqual(before);
      expect(await canister.read({ name: "count" })).toEqual([1, 1]);
    }
    expect(atSystemCall).toBeGreaterThan(200);
    expect(await canister.read({ name: "count" })).toEqual([2, 2]);

    async function isTrapped(atSystemCall: number): Promise<boolean> {
      await runtime.injectFault({ canisterId, atSystemCall, entry: "canister_update change" });
      try {
        await canister.change({ name: "keep", texts: ["after"] });
        return false;
      } catch (error) {
        expect(error).toBeInstanceOf(CanisterRuntimeError);
        return true;
      } finally {
        await runtime.clearFaults();
      }
    }
  });

  it("opens after an upgrade at the same cost, whatever it holds", async () => {
    const cost = async (): Promise<number> => {
      const ran = await canister.upgrade();
      return ran.reduce((sum, it) => sum + Number(it.instructions), 0);
    };
    await canister.change({ name: "fill", nth: 0, count: 100 });
    const few = await cost();
    for (let nth = 100; nth < 3000; nth += 500) await canister.change({ name: "fill", nth, count: 500 });
    const many = await cost();
    expect(many).toBeLessThan(few * 1.01);
  });
});
