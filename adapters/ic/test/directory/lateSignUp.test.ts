import { Principal } from "@icp-sdk/core/principal";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gunzipSync } from "node:zlib";
import { moduleFile } from "../../build/canisters.ts";
import { withMetadata } from "../../build/wasmModule.ts";
import {
  operator,
  person,
  startCanisterNode,
  uploadChunks,
  type CanisterNode,
} from "../support/canisterNode.ts";

describe("an upgrade of all User canisters (UC17)", () => {
  let node: CanisterNode;
  const moduleHash = async (canister: Principal) => {
    const { canisters } = await node.runtime.state();
    return Buffer.from(canisters.get(canister.toText())?.module?.hash ?? []).toString("hex");
  };

  beforeAll(async () => {
    node = await startCanisterNode();
  });
  afterAll(() => node.close());

  it.each(["while it is tried", "after it has failed"])(
    "leaves nobody behind whose sign-up goes on %s",
    async (when) => {
      const bob = person(`bob ${when}`);
      const me = async () => {
        const reply = await node.as(bob).whoami();
        if ("Err" in reply) throw new Error(JSON.stringify(reply.Err));
        return { state: Object.keys(reply.Ok.canister_status).join(), home: reply.Ok.user_canister[0] };
      };
      const federation = { canisterId: node.federationId, sender: operator };
      await node.runtime.stopCanister(federation);
      expect(await node.as(bob).sign_up(`bob${when.length}`)).toEqual({ Ok: null });
      await node.settle();
      for (let time = 0; time < 8 && when === "after it has failed"; time += 1) {
        await node.runtime.advanceTime(15 * 60_000);
        await node.settle();
      }
      const begun = await me();
      expect(begun.state).toBe(when === "after it has failed" ? "CreationFailed" : "CreationPending");
      const built = gunzipSync(await readFile(moduleFile("user")));
      const module = await uploadChunks(node.as(operator), withMetadata(built, "version", when));
      const wanted = Buffer.from(module.module_hash).toString("hex");
      expect(await moduleHash(begun.home ?? operator)).not.toBe(wanted);
      await node.runtime.startCanister(federation);
      expect(await node.as(operator).upgrade_user_canisters(module)).toEqual({ Ok: null });
      await node.settle();
      if (when === "after it has failed") expect(await node.as(bob).retry_sign_up()).toEqual({ Ok: null });
      for (let time = 0; time < 5; time += 1) {
        await node.runtime.advanceTime(15 * 60_000);
        await node.settle();
      }
      expect(await me()).toEqual({ state: "Active", home: begun.home });
      expect(await moduleHash(begun.home ?? operator)).toBe(wanted);
      expect(await node.user(begun.home ?? operator, bob).get_profile()).toHaveProperty("Ok");
    },
  );
});
