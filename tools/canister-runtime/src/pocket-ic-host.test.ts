import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CanisterHost } from "./canister-host.ts";
import { forward, forwarder } from "./forwarder.test-support.ts";
import { outcallArgument, outcallResult } from "./management/candid.ts";
import { pocketIcHost } from "./pocket-ic-host.ts";
import { standIn } from "./pocket-ic-stand-in.test-support.ts";
import type { CanisterRuntime } from "./runtime.ts";
import { inline, u32 } from "./wat.test-support.ts";

describe("PocketIC as a host, by a stand-in for its package", () => {
  let runtime: CanisterRuntime;
  let host: CanisterHost;
  let canisterId: Principal;
  let stops = 0;
  /** What the world answers: by the last part of an address. */
  const answers: Record<string, () => Promise<string>> = {};

  beforeEach(async () => {
    stops = 0;
    runtime = await inline();
    host = pocketIcHost(
      standIn(runtime),
      async ({ url, method }) => {
        const answer = answers[new URL(url).pathname.slice(1)];
        if (answer === undefined) throw new Error("Nobody is there.");
        return {
          status: 200,
          headers: [["x-method", method]],
          body: new TextEncoder().encode(await answer()),
        };
      },
      async () => void (stops += 1),
    );
    canisterId = await host.createCanister();
    await host.installCode({ canisterId, wasm: forwarder });
  });
  afterEach(() => host.tearDown());

  /** Has the canister ask the world. */
  async function ask(path: string): Promise<string> {
    const argument = {
      url: `https://there.example/${path}`,
      max_response_bytes: [10_000n],
      method: { get: null },
      headers: [],
      body: [],
      transform: [],
      is_replicated: [false],
      pricing_version: [],
    };
    const callee = Principal.managementCanister();
    const arg = IDL.encode([outcallArgument], [argument]);
    const outcome = await forward(host, canisterId, {
      callee,
      method: "http_request",
      arg,
      cycles: 10n ** 12n,
    });
    if (!("reply" in outcome)) return `${outcome.code}: ${outcome.message}`;
    const [{ body }] = IDL.decode([outcallResult], outcome.reply) as unknown as [{ body: Uint8Array }];
    return new TextDecoder().decode(body);
  }

  it("answers outcalls while the call that made them waits", async () => {
    answers["page"] = async () => "hello";
    expect(await ask("page")).toBe("hello");
    expect(await ask("nowhere")).toMatch(/^2: .*Nobody is there/);
  });

  it("lets what answers an outcall call canisters", async () => {
    answers["other"] = async () => "of the other";
    answers["page"] = async () =>
      `${await ask("other")} ${u32(await host.updateCall({ canisterId, method: "hello" }))}`;
    expect(await ask("page")).toBe("of the other 5");
  });

  it("answers outcalls that nobody waits for until all is quiet", async () => {
    let asked = 0;
    answers["later"] = async () => String((asked += 1));
    const pending = ask("later");
    await host.runUntilQuiet();
    expect(asked).toBe(1);
    expect(await pending).toBe("1");
  });

  it("tells of rejections as the runtime does", async () => {
    await expect(host.updateCall({ canisterId, method: "missing" })).rejects.toMatchObject({
      code: "rejected",
      rejectCode: 5,
      errorCode: "IC0536",
    });
    const gone = Principal.fromText("rrkah-fqaaa-aaaaa-aaaaq-cai");
    await expect(host.updateCall({ canisterId: gone, method: "hello" })).rejects.toMatchObject({
      errorCode: "IC0301",
    });
    await expect(host.queryCall({ canisterId, method: "missing" })).rejects.toMatchObject({
      code: "rejected",
    });
  });

  it("has actors, balances as bigints, and ends the server with the instance", async () => {
    const service: IDL.InterfaceFactory = () => IDL.Service({ nothing: IDL.Func([], [], []) });
    const actor = host.createActor<{ nothing: () => Promise<void> }>(service, canisterId);
    await expect(actor.nothing()).rejects.toMatchObject({ code: "rejected" });
    expect(await host.addCycles(canisterId, 5)).toBeTypeOf("bigint");
    expect(await host.getCyclesBalance(canisterId)).toBeTypeOf("bigint");
    expect((await host.canisterStatus({ canisterId })).moduleHash).toHaveLength(32);
    expect(stops).toBe(0);
  });
});
