import { beforeEach, describe, expect, it } from "vitest";
import { ed25519 } from "@noble/curves/ed25519.js";
import { schnorr, secp256k1 } from "@noble/curves/secp256k1.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { encodeForward, forward, forwardReply, forwarder, type Outcome } from "../forwarder.test-support.ts";
import type { CanisterRuntime } from "../runtime.ts";
import { inline, install, u32, wat } from "../wat.test-support.ts";
import * as candid from "./candid.ts";

const management = Principal.managementCanister();
const counter = wat(`
  (func (export "canister_update add")
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
    (call $reply_i32 (i32.load (i32.const 0))))`);

let runtime: CanisterRuntime;
let canisterId: Principal;
beforeEach(async () => {
  runtime = await inline();
  canisterId = await install(runtime, forwarder);
});

const call = (method: string, type?: IDL.Type, value?: unknown, cycles = 0n): Promise<Outcome> => {
  const arg = type === undefined ? IDL.encode([], []) : IDL.encode([type], [value]);
  return forward(runtime, canisterId, { callee: management, method, arg, cycles });
};

async function succeed<T>(result: IDL.Type, ...parameters: Parameters<typeof call>): Promise<T> {
  const outcome = await call(...parameters);
  if (!("reply" in outcome)) throw new Error(`rejected with ${outcome.code}: ${outcome.message}`);
  return IDL.decode([result], outcome.reply)[0] as T;
}

const noSettings = { settings: [], sender_canister_version: [] };
const fee = 500_000_000_000n;

async function createChild(): Promise<Principal> {
  const created = await succeed<{ canister_id: Principal }>(
    candid.canister,
    "create_canister",
    candid.createArgument,
    noSettings,
    fee + 2_000_000_000_000n,
  );
  return created.canister_id;
}

describe("a canister that creates canisters", () => {
  it("pays 500 G for each, and gives it the rest of what it attaches", async () => {
    const child = await createChild();
    expect(await runtime.getCyclesBalance(child)).toBe(2_000_000_000_000n);
    expect((await runtime.getControllers(child)).map(String)).toEqual([canisterId.toText()]);
  });

  it("gets everything back if that does not suffice", async () => {
    const outcome = await call("create_canister", candid.createArgument, noSettings, fee - 1n);
    expect(outcome).toMatchObject({ code: 4, message: expect.stringContaining("500000000000") as string });
  });

  it("installs code into them, whole or in chunks", async () => {
    const [one, two] = [await createChild(), await createChild()];
    const common = { mode: { install: null }, arg: new Uint8Array(), sender_canister_version: [] };
    const whole = { ...common, canister_id: one, wasm_module: counter };
    expect(await call("install_code", candid.installArgument, whole)).toHaveProperty("reply");
    expect(u32(await runtime.updateCall({ canisterId: one, method: "add" }))).toBe(1);

    const middle = Math.floor(counter.length / 2);
    const hashes: { hash: Uint8Array }[] = [];
    for (const chunk of [counter.slice(0, middle), counter.slice(middle)]) {
      const argument = { canister_id: canisterId, chunk };
      hashes.push(await succeed(candid.chunkHash, "upload_chunk", candid.uploadChunkArgument, argument));
    }
    const stored = await succeed<unknown[]>(IDL.Vec(candid.chunkHash), "stored_chunks", candid.canister, {
      canister_id: canisterId,
    });
    expect(stored).toHaveLength(2);
    const chunked = {
      ...common,
      target_canister: two,
      store_canister: [canisterId],
      chunk_hashes_list: hashes,
      wasm_module_hash: sha256(counter),
    };
    const wrong = { ...chunked, wasm_module_hash: new Uint8Array(32) };
    expect(await call("install_chunked_code", candid.installChunkedArgument, wrong)).toMatchObject({
      code: 4,
    });
    expect(await call("install_chunked_code", candid.installChunkedArgument, chunked)).toHaveProperty(
      "reply",
    );
    expect(u32(await runtime.updateCall({ canisterId: two, method: "add" }))).toBe(1);
    await call("clear_chunk_store", candid.canister, { canister_id: canisterId });
    expect(await call("install_chunked_code", candid.installChunkedArgument, chunked)).toMatchObject({
      code: 4,
    });
  });

  it("stops, starts and deletes them, and nobody else's", async () => {
    const child = await createChild();
    const target = { canister_id: child };
    expect(await call("delete_canister", candid.canister, target)).toMatchObject({ code: 5 });
    expect(await call("stop_canister", candid.canister, target)).toHaveProperty("reply");
    expect(await call("start_canister", candid.canister, target)).toHaveProperty("reply");
    expect(await call("stop_canister", candid.canister, target)).toHaveProperty("reply");
    expect(await call("delete_canister", candid.canister, target)).toHaveProperty("reply");
    expect(await call("start_canister", candid.canister, target)).toMatchObject({ code: 3 });
    const other = { canister_id: await runtime.createCanister() };
    expect(await call("stop_canister", candid.canister, other)).toMatchObject({ code: 5 });
  });

  it("tops them up, whoever controls them", async () => {
    const other = await runtime.createCanister({ cycles: 7n });
    await call("deposit_cycles", candid.canister, { canister_id: other }, 1_000n);
    expect(await runtime.getCyclesBalance(other)).toBe(1_007n);
  });

  it("reads what became of them", async () => {
    const child = await createChild();
    const information = await succeed<{ total_num_changes: bigint; recent_changes: { details: object }[] }>(
      candid.informationResult,
      "canister_info",
      candid.informationArgument,
      { canister_id: child, num_requested_changes: [5n] },
    );
    expect(information.total_num_changes).toBe(1n);
    expect(information.recent_changes[0]?.details).toHaveProperty("creation");
  });
});

describe("stop_canister", () => {
  it("waits until the calls of the canister are answered", async () => {
    const slow = await install(runtime, forwarder);
    const outcall = IDL.encode([candid.outcallArgument], [{ ...request, url: "https://slow.example/" }]);
    const open = runtime.submit({
      requestId: new Uint8Array(32).fill(9),
      sender: canisterId,
      canisterId: slow,
      effectiveCanisterId: slow,
      method: "forward",
      argument: encodeForward({
        callee: management,
        method: "http_request",
        arg: outcall,
        cycles: 10n ** 12n,
      }),
      ingressExpiry: 2n ** 62n,
    });
    expect(await open).toBeUndefined();
    await runtime.tick();
    await expect(runtime.stopCanister({ canisterId: slow })).rejects.toMatchObject({ code: "not_answered" });
    expect((await runtime.canisterStatus({ canisterId: slow })).status).toEqual({ stopping: null });
    await expect(runtime.updateCall({ canisterId: slow, method: "hello" })).rejects.toMatchObject({
      errorCode: "IC0509",
    });
    const [waiting] = await runtime.getPendingHttpsOutcalls();
    await runtime.answerHttpsOutcall(waiting?.id ?? 0, { status: 200, headers: [], body: new Uint8Array() });
    await runtime.tick();
    expect((await runtime.canisterStatus({ canisterId: slow })).status).toEqual({ stopped: null });
  });
});

describe("an argument that announces more than it holds", () => {
  it("is refused before anything is built of it", async () => {
    // A record with the canister and a vector of 2^31 nulls, which takes no more than five bytes.
    const types = [2, 0x6d, 0x7f, 0x6c, 2, 1, 0, 0xb3, 0xb0, 0xda, 0xc3, 0x03, 0x68];
    const values = [1, 1, 0xff, 0xff, 0xff, 0xff, 0x07, 1, 0];
    const arg = Uint8Array.from([0x44, 0x49, 0x44, 0x4c, ...types, ...values]);
    await expect(
      runtime.updateCall({ canisterId: management, method: "start_canister", arg }),
    ).rejects.toMatchObject({
      code: "not_accepted",
      errorCode: "IC0408",
    });
  });
});

describe("settings", () => {
  it("are changed by controllers, within their bounds", async () => {
    const update = (settings: Parameters<CanisterRuntime["updateCanisterSettings"]>[0]): Promise<void> =>
      runtime.updateCanisterSettings(settings);
    await update({ canisterId, freezingThreshold: 100n, controllers: [Principal.anonymous(), canisterId] });
    const { settings } = await runtime.canisterStatus({ canisterId });
    expect(settings.freezingThreshold).toBe(100n);
    expect(settings.controllers).toHaveLength(2);
    const many = Array.from({ length: 11 }, () => canisterId);
    await expect(update({ canisterId, controllers: many })).rejects.toMatchObject({ errorCode: "IC0408" });
    await expect(update({ canisterId, computeAllocation: 101n })).rejects.toMatchObject({
      errorCode: "IC0408",
    });
    await update({ canisterId, controllers: [canisterId] });
    await expect(update({ canisterId, freezingThreshold: 1n })).rejects.toMatchObject({
      errorCode: "IC0512",
    });
  });
});

describe("methods that users may not call", () => {
  it.each(["raw_rand", "http_request", "create_canister", "sign_with_schnorr", "no_such_method"])(
    "%s",
    async (method) => {
      await expect(
        runtime.updateCall({ canisterId: management, method, arg: IDL.encode([], []) }),
      ).rejects.toMatchObject({ code: "not_accepted" });
    },
  );
});

describe("raw_rand", () => {
  it("gives 32 bytes, other ones each time, and the same for the same seed", async () => {
    const draw = (): Promise<Uint8Array> => succeed(candid.blob, "raw_rand");
    const [one, two] = [await draw(), await draw()];
    expect(one).toHaveLength(32);
    expect(Buffer.compare(one, two)).not.toBe(0);
    runtime = await inline();
    canisterId = await install(runtime, forwarder);
    expect(Buffer.compare(await draw(), one)).toBe(0);
    runtime = await inline({ seed: new Uint8Array(32).fill(3) });
    canisterId = await install(runtime, forwarder);
    expect(Buffer.compare(await draw(), one)).not.toBe(0);
  });
});

describe("threshold signatures", () => {
  const path = { derivation_path: [Uint8Array.of(1, 2), Uint8Array.of(3)] };
  const message = new TextEncoder().encode("what is signed");
  const signatureFee = 26_153_846_153n;
  interface PublicKey {
    public_key: Uint8Array;
    chain_code: Uint8Array;
  }

  it("verify with the key of the canister and path: ed25519", async () => {
    const key_id = { algorithm: { ed25519: null }, name: "key_1" };
    const { public_key } = await succeed<PublicKey>(
      candid.publicKeyResult,
      "schnorr_public_key",
      candid.schnorrPublicKeyArgument,
      { ...path, key_id, canister_id: [] },
    );
    const { signature } = await succeed<{ signature: Uint8Array }>(
      candid.signatureResult,
      "sign_with_schnorr",
      candid.signWithSchnorrArgument,
      { ...path, key_id, message, aux: [] },
      signatureFee,
    );
    expect(ed25519.verify(Uint8Array.from(signature), message, Uint8Array.from(public_key))).toBe(true);
  });

  it("verify with the key of the canister and path: bip340secp256k1, also tweaked as BIP-341 does it", async () => {
    const key_id = { algorithm: { bip340secp256k1: null }, name: "key_1" };
    const { public_key } = await succeed<PublicKey>(
      candid.publicKeyResult,
      "schnorr_public_key",
      candid.schnorrPublicKeyArgument,
      { ...path, key_id, canister_id: [canisterId] },
    );
    const sign = async (aux: unknown): Promise<Uint8Array> => {
      const argument = { ...path, key_id, message, aux };
      const { signature } = await succeed<{ signature: Uint8Array }>(
        candid.signatureResult,
        "sign_with_schnorr",
        candid.signWithSchnorrArgument,
        argument,
        signatureFee,
      );
      return Uint8Array.from(signature);
    };
    const x = Uint8Array.from(public_key).slice(1);
    expect(schnorr.verify(await sign([]), message, x)).toBe(true);

    const merkle_root_hash = new Uint8Array(32).fill(4);
    const tweak = secp256k1.Point.Fn.create(
      BigInt(`0x${Buffer.from(schnorr.utils.taggedHash("TapTweak", x, merkle_root_hash)).toString("hex")}`),
    );
    const internal = secp256k1.Point.fromHex(`02${Buffer.from(x).toString("hex")}`);
    const output = internal.add(secp256k1.Point.BASE.multiply(tweak)).toBytes(true).slice(1);
    expect(schnorr.verify(await sign([{ bip341: { merkle_root_hash } }]), message, output)).toBe(true);
  });

  it("verify with the key of the canister and path: ECDSA", async () => {
    const key_id = { curve: { secp256k1: null }, name: "test_key_1" };
    const { public_key } = await succeed<PublicKey>(
      candid.publicKeyResult,
      "ecdsa_public_key",
      candid.ecdsaPublicKeyArgument,
      { ...path, key_id, canister_id: [] },
    );
    const message_hash = sha256(message);
    const { signature } = await succeed<{ signature: Uint8Array }>(
      candid.signatureResult,
      "sign_with_ecdsa",
      candid.signWithEcdsaArgument,
      { ...path, key_id, message_hash },
      10_000_000_000n,
    );
    const options = { prehash: false };
    expect(
      secp256k1.verify(Uint8Array.from(signature), message_hash, Uint8Array.from(public_key), options),
    ).toBe(true);
  });

  it("differ between canisters and paths", async () => {
    const keyOf = async (id: Principal, ...derivation_path: Uint8Array[]): Promise<string> => {
      const key_id = { algorithm: { ed25519: null }, name: "key_1" };
      const argument = { canister_id: [id], derivation_path, key_id };
      const { public_key } = await succeed<PublicKey>(
        candid.publicKeyResult,
        "schnorr_public_key",
        candid.schnorrPublicKeyArgument,
        argument,
      );
      return Buffer.from(public_key).toString("hex");
    };
    const keys = [
      await keyOf(canisterId),
      await keyOf(canisterId, Uint8Array.of(1)),
      await keyOf(canisterId, Uint8Array.of(1), Uint8Array.of()),
      await keyOf(management),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("have to be paid, and need a key that exists", async () => {
    const argument = (name: string): unknown => ({
      ...path,
      key_id: { algorithm: { ed25519: null }, name },
      message,
      aux: [],
    });
    const sign = (name: string, cycles: bigint): Promise<Outcome> =>
      call("sign_with_schnorr", candid.signWithSchnorrArgument, argument(name), cycles);
    expect(await sign("key_1", signatureFee - 1n)).toMatchObject({
      code: 4,
      message: expect.stringContaining("26153846153 cycles are required") as string,
    });
    expect(await sign("key_2", signatureFee)).toMatchObject({ code: 4 });
  });
});

const request = {
  url: "https://remote.example/inbox?x=1",
  max_response_bytes: [10_000n],
  method: { post: null },
  headers: [{ name: "x-test", value: "1" }],
  body: [Uint8Array.of(1, 2, 3)],
  transform: [],
  is_replicated: [],
  pricing_version: [],
};

describe("an HTTP outcall", () => {
  /** Makes the outcall, lets `answer` see it, and reads what the canister gets. */
  async function outcall(
    changes: object,
    answer: (id: number) => Promise<void>,
    cycles = 10n ** 12n,
  ): Promise<Outcome> {
    const arg = IDL.encode([candid.outcallArgument], [{ ...request, ...changes }]);
    const requestId = new Uint8Array(32).fill(7);
    const refused = await runtime.submit({
      requestId,
      sender: canisterId,
      canisterId,
      effectiveCanisterId: canisterId,
      method: "forward",
      argument: encodeForward({ callee: management, method: "http_request", arg, cycles }),
      ingressExpiry: 2n ** 62n,
    });
    expect(refused).toBeUndefined();
    await runtime.tick();
    for (const { id } of await runtime.getPendingHttpsOutcalls()) await answer(id);
    const status = await runtime.settled(requestId);
    if (status.status !== "replied") throw new Error(status.status);
    const [code = 0] = status.reply;
    const rest = status.reply.slice(1);
    return code === 0 ? { reply: rest } : { code, message: new TextDecoder().decode(rest) };
  }

  const ok = (body: Uint8Array) => ({
    status: 200,
    headers: [["content-type", "text/plain"]] as [string, string][],
    body,
  });

  it("is shown with all that it asks for, and gets what is answered", async () => {
    const outcome = await outcall({}, async (id) => {
      const [pending] = await runtime.getPendingHttpsOutcalls();
      expect(pending).toMatchObject({
        url: request.url,
        method: "POST",
        headers: [
          ["x-test", "1"],
          ["user-agent", "ic/1.0"],
        ],
        maxResponseBytes: 10_000,
        isReplicated: true,
      });
      expect([...(pending?.body ?? [])]).toEqual([1, 2, 3]);
      await runtime.answerHttpsOutcall(id, ok(Uint8Array.of(9)));
    });
    if (!("reply" in outcome)) throw new Error(outcome.message);
    const [result] = IDL.decode([candid.outcallResult], outcome.reply) as unknown as [
      { status: bigint; body: Uint8Array },
    ];
    expect(result.status).toBe(200n);
    expect([...result.body]).toEqual([9]);
  });

  it("is rejected if the answer is larger than it allowed", async () => {
    const outcome = await outcall({}, (id) => runtime.answerHttpsOutcall(id, ok(new Uint8Array(10_000))));
    expect(outcome).toEqual({ code: 1, message: "Http body exceeds size limit of 10000 bytes." });
  });

  it("is rejected if the nodes see different answers and nothing makes them the same", async () => {
    const outcome = await outcall({}, (id) =>
      runtime.answerHttpsOutcall(id, ok(Uint8Array.of(1)), ok(Uint8Array.of(2))),
    );
    expect(outcome).toMatchObject({ code: 2, message: expect.stringContaining("No consensus") as string });
  });

  it("is given to the transform function, in a query of its own", async () => {
    const transform = [{ function: [canisterId, "transform"], context: Uint8Array.of(5) }];
    const outcome = await outcall({ transform }, (id) =>
      runtime.answerHttpsOutcall(id, ok(Uint8Array.of(1))),
    );
    if (!("reply" in outcome)) throw new Error(outcome.message);
    const [echoed] = IDL.decode([candid.transformArgument], outcome.reply) as unknown as [
      { context: Uint8Array },
    ];
    expect([...echoed.context]).toEqual([5]);
    const executions = await runtime.takeExecutions();
    expect(executions.find(({ entry }) => entry === "canister_query transform")?.mode).toBe("TQ");
  });

  it("is rejected where the transform function is missing", async () => {
    const transform = [{ function: [canisterId, "missing"], context: new Uint8Array() }];
    const outcome = await outcall({ transform }, (id) =>
      runtime.answerHttpsOutcall(id, ok(Uint8Array.of(1))),
    );
    expect(outcome).toMatchObject({ code: 5 });
  });

  it("costs what the price list says, and refunds the rest", async () => {
    const needed =
      13n * (3_000_000n + 60_000n * 13n) + 13n * (400n * BigInt(32 + 7 + 16 + 3) + 800n * 10_000n);
    const missing = await outcall({}, async () => {}, needed - 1n);
    expect(missing).toMatchObject({
      code: 4,
      message: expect.stringContaining(`but ${needed} cycles`) as string,
    });
  });

  it.each([
    ["an address that is too long", { url: `https://a.example/${"x".repeat(8192)}` }],
    ["a replicated PUT", { method: { put: null } }],
    ["too many headers", { headers: Array.from({ length: 65 }, () => ({ name: "a", value: "b" })) }],
    ["a header that is too long", { headers: [{ name: "a", value: "b".repeat(9_000) }] }],
    ["a response of more than 2 MB", { max_response_bytes: [2_000_001n] }],
    [
      "another canister's transform function",
      { transform: [{ function: [management, "t"], context: new Uint8Array() }] },
    ],
  ])("is refused with %s", async (_, changes) => {
    expect(await outcall(changes, async () => {})).toMatchObject({ code: 4 });
  });

  it("can be PUT, PATCH or DELETE where one node makes it", async () => {
    const changes = { method: { patch: null }, is_replicated: [false] };
    const outcome = await outcall(changes, async (id) => {
      const [pending] = await runtime.getPendingHttpsOutcalls();
      expect(pending).toMatchObject({ method: "PATCH", isReplicated: false });
      await runtime.answerHttpsOutcall(id, ok(new Uint8Array()));
    });
    expect(outcome).toHaveProperty("reply");
  });
});

describe("a bounded-wait call", () => {
  it("is rejected with SYS_UNKNOWN when its time is up, and a late answer only brings back cycles", async () => {
    const callee = await install(runtime, forwarder);
    const outcall = IDL.encode([candid.outcallArgument], [request]);
    const inner = encodeForward({
      callee: management,
      method: "http_request",
      arg: outcall,
      cycles: 10n ** 12n,
    });
    const requestId = new Uint8Array(32).fill(8);
    await runtime.submit({
      requestId,
      sender: canisterId,
      canisterId,
      effectiveCanisterId: canisterId,
      method: "forward",
      argument: encodeForward({ callee, method: "forward", arg: inner, cycles: 777n, timeout: 20 }),
      ingressExpiry: 2n ** 62n,
    });
    expect((await runtime.settled(requestId)).status).toBe("processing");
    await runtime.advanceTime(21_000);
    const status = await runtime.settled(requestId);
    expect(status.status === "replied" && status.reply[0]).toBe(6);
    const before = await runtime.getCyclesBalance(canisterId);
    const [waiting] = await runtime.getPendingHttpsOutcalls();
    await runtime.answerHttpsOutcall(waiting?.id ?? 0, { status: 200, headers: [], body: new Uint8Array() });
    await runtime.tick(2);
    expect((await runtime.getCyclesBalance(canisterId)) - before).toBe(777n);
  });
});

describe("the forwarder", () => {
  it("reaches other canisters too", async () => {
    const callee = await install(runtime, forwarder);
    expect(u32(await forwardReply(runtime, canisterId, { callee, method: "hello" }))).toBe(5);
  });
});
