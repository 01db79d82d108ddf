import { IDL } from "@icp-sdk/core/candid";
import type { Principal } from "@icp-sdk/core/principal";
import { CanisterRuntime } from "@mastic/canister-runtime";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadAzle } from "../build/azle.ts";
import { dist } from "../build/canisters.ts";
import { bundleProgram } from "../build/program.ts";
import { typed } from "./candidCanister/types.ts";

describe("values in Candid, written by a canister", () => {
  let runtime: CanisterRuntime;
  let canisterId: Principal;

  beforeAll(async () => {
    const azle = await loadAzle(join(dist, ".build-candid"));
    const wasm = await azle(await bundleProgram(join(import.meta.dirname, "candidCanister/main.ts")), {
      updates: [{ name: "echo", index: 0 }],
      queries: [],
      init: { name: "init", index: 1 },
      post_upgrade: { name: "post_upgrade", index: 1 },
      inspect_message: { name: "inspect_message", index: 2 },
    });
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
});
