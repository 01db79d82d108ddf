import { IDL } from "@icp-sdk/core/candid";
import type { Principal } from "@icp-sdk/core/principal";
import { CanisterRuntime } from "@mastic/canister-runtime";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadAzle } from "../build/azle.ts";
import { dist } from "../build/canisters.ts";
import { withNative } from "../build/native.ts";
import { bundleProgram } from "../build/program.ts";
import { mixed, typed } from "./candidCanister/types.ts";

describe("values in Candid, read and written by a canister", () => {
  let runtime: CanisterRuntime;
  let canisterId: Principal;

  beforeAll(async () => {
    const azle = await loadAzle(join(dist, ".build-candid"));
    const module = await azle(await bundleProgram(join(import.meta.dirname, "candidCanister/main.ts")), {
      updates: [{ name: "echo", index: 0 }],
      queries: [],
      init: { name: "init", index: 1 },
      post_upgrade: { name: "post_upgrade", index: 1 },
      inspect_message: { name: "inspect_message", index: 2 },
    });
    const wasm = await withNative(module);
    runtime = await CanisterRuntime.create();
    canisterId = await runtime.createCanister();
    await runtime.installCode({ canisterId, wasm });
  });
  afterAll(() => runtime.tearDown());

  it.each(typed.map((_, number) => number))(
    "are what the library makes of them: type %i of the list",
    async (number) => {
      const [type, values] = typed[number] ?? [IDL.Null, []];
      for (const value of values) {
        const arg = Uint8Array.from([number, ...IDL.encode([type], [value])]);
        const written = await runtime.updateCall({ canisterId, method: "echo", arg });
        const wanted = Buffer.from(type.encodeValue(value)).toString("hex");
        expect(Buffer.from(written).toString("hex"), type.display()).toBe(wanted);
      }
    },
  );

  it("takes other messages as the library does, what is wrong included", { timeout: 300_000 }, async () => {
    const number = typed.findIndex(([type]) => type === mixed);
    const whole = IDL.encode([mixed], [{ text: "é", many: [{ id: 5n, flag: true, small: [7] }], kind: { c: 9 }, blob: Uint8Array.of(1, 2) }]); // prettier-ignore
    const narrower = IDL.Record({ text: IDL.Text, many: IDL.Vec(IDL.Record({ id: IDL.Nat64, flag: IDL.Bool })), kind: IDL.Variant({ c: IDL.Nat32 }), blob: IDL.Vec(IDL.Nat8), more: IDL.Text }); // prettier-ignore
    const messages = [
      IDL.encode([narrower], [{ text: "\ufeffa\ufffd", many: [{ id: 5n, flag: true }], kind: { c: 9 }, blob: [], more: "x" }]), // prettier-ignore
      IDL.encode([mixed, IDL.Text], [{ text: "\ufeffa", many: [], kind: { a: null }, blob: [] }, "more"]),
      IDL.encode([IDL.Text], ["no record"]),
      Uint8Array.of(),
      Uint8Array.from([...whole, 0]),
    ];
    for (let end = whole.length - 1; end > whole.length - 30; end -= 1) messages.push(whole.slice(0, end));
    for (let at = whole.length - 1; at > whole.length - 30; at -= 1)
      for (const byte of [0x02, 0x80, 0xff])
        messages.push(Uint8Array.from(whole, (it, i) => (i === at ? byte : it)));
    for (const message of [whole, ...messages]) {
      const wanted = await outcome(async () => {
        const [value] = IDL.decode([mixed], message);
        return mixed.encodeValue(value as never);
      });
      const arg = Uint8Array.from([number, ...message]);
      const got = await outcome(() => runtime.updateCall({ canisterId, method: "echo", arg }));
      expect(got, Buffer.from(message).toString("hex")).toBe(wanted);
    }
  });
});

/** The bytes, in hexadecimal; "refused" when there are none. */
async function outcome(attempt: () => Promise<Uint8Array>): Promise<string> {
  return attempt().then(
    (bytes) => Buffer.from(bytes).toString("hex"),
    () => "refused",
  );
}
