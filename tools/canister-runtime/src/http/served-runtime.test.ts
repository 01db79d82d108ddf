// The runtime with its HTTP side: canisters of WebAssembly behind HttpAgent and the gateway.
import { HttpAgent } from "@icp-sdk/core/agent";
import { IDL } from "@icp-sdk/core/candid";
import { Ed25519KeyIdentity } from "@icp-sdk/core/identity";
import { Principal } from "@icp-sdk/core/principal";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CanisterRuntime } from "../runtime.ts";
import { data, inline, install, u32, wat } from "../wat.test-support.ts";
import { version1, version2, type CertifiedPage, type Page } from "./gateway/certified-site.test-support.ts";
import { serve, type ServedReplica } from "./server.ts";

let runtime: CanisterRuntime;
let served: ServedReplica;
const identity = Ed25519KeyIdentity.generate();

beforeAll(async () => {
  runtime = await inline();
  served = await serve(runtime, { onError: (error) => expect.unreachable(String(error)) });
});
afterAll(async () => {
  await served.close();
  await runtime.tearDown();
});

const agentOf = (): Promise<HttpAgent> =>
  HttpAgent.create({
    host: served.url,
    shouldFetchRootKey: true,
    verifyQuerySignatures: true,
    identity,
    retryTimes: 0,
  });

/** Replies with who called; and refuses the method `closed` on inspection. */
const whoami = wat(`
  (func $answer
    (call $caller_copy (i32.const 0) (i32.const 0) (call $caller_size))
    (call $append (i32.const 0) (call $caller_size))
    (call $reply))
  (func (export "canister_query who") (call $answer))
  (func (export "canister_update who_update") (call $answer))
  (func (export "canister_update closed") (call $answer))
  (func (export "canister_update trap") (call $trap (i32.const 0) (i32.const 0)))
  (func (export "canister_inspect_message")
    (if (i32.ne (call $method_size) (i32.const 6)) (then (call $accept))))
`);

describe("an agent", () => {
  test("queries, calls, is refused and rejected", async () => {
    const canisterId = await install(runtime, whoami);
    const agent = await agentOf();
    const arg = new Uint8Array();
    const me = identity.getPrincipal().toUint8Array();
    expect(await agent.query(canisterId, { methodName: "who", arg })).toMatchObject({ reply: { arg: me } });
    const call = (methodName: string, callSync = true): Promise<{ reply: Uint8Array }> =>
      agent.update(canisterId, { methodName, arg, effectiveCanisterId: canisterId, callSync });
    expect((await call("who_update")).reply).toEqual(me);
    expect((await call("who_update", false)).reply).toEqual(me);
    await expect(call("trap")).rejects.toMatchObject({ code: { rejectCode: 5, rejectErrorCode: "IC0503" } });
    await expect(call("closed")).rejects.toMatchObject({
      code: { name: "UncertifiedRejectUpdateErrorCode" },
    });
    await expect(call("nothing")).rejects.toMatchObject({ code: { rejectErrorCode: "IC0536" } });
  });
});

describe("a canister by way of the cycles ledger, as the icp command makes it", () => {
  test("belongs to the caller, who installs and stops it", async () => {
    const agent = await agentOf();
    const ledger = Principal.fromText("um5iw-rqaaa-aaaaq-qaaba-cai");
    const [{ Ok }] = IDL.decode(
      [IDL.Variant({ Ok: IDL.Record({ canister_id: IDL.Principal }) })],
      (
        await agent.update(ledger, {
          methodName: "create_canister",
          effectiveCanisterId: ledger,
          arg: IDL.encode(
            [
              IDL.Record({
                amount: IDL.Nat,
                creation_args: IDL.Opt(
                  IDL.Record({ settings: IDL.Opt(IDL.Record({ freezing_threshold: IDL.Opt(IDL.Nat) })) }),
                ),
              }),
            ],
            [{ amount: 2_000_000_000_000n, creation_args: [{ settings: [{ freezing_threshold: [77n] }] }] }],
          ),
        })
      ).reply,
    ) as unknown as [{ Ok: { canister_id: Principal } }];
    const canisterId = Ok.canister_id;
    expect((await runtime.getControllers(canisterId)).map(String)).toEqual([
      identity.getPrincipal().toText(),
    ]);
    const management = Principal.managementCanister();
    const manage = (
      methodName: string,
      type: Record<string, IDL.Type>,
      value: object,
    ): Promise<{ reply: Uint8Array }> =>
      agent.update(management, {
        methodName,
        effectiveCanisterId: canisterId,
        arg: IDL.encode(
          [IDL.Record({ canister_id: IDL.Principal, ...type })],
          [{ canister_id: canisterId, ...value }],
        ),
      });
    await manage(
      "install_code",
      { mode: IDL.Variant({ install: IDL.Null }), wasm_module: IDL.Vec(IDL.Nat8), arg: IDL.Vec(IDL.Nat8) },
      { mode: { install: null }, wasm_module: whoami, arg: new Uint8Array() },
    );
    const before = await runtime.getCyclesBalance(canisterId);
    await agent.update(ledger, {
      methodName: "withdraw",
      effectiveCanisterId: ledger,
      arg: IDL.encode(
        [IDL.Record({ amount: IDL.Nat, to: IDL.Principal })],
        [{ amount: 1_000_000_000_000n, to: canisterId }],
      ),
    });
    expect((await runtime.getCyclesBalance(canisterId)) - before).toBeGreaterThan(999_000_000_000n);
    const answered = await agent.query(canisterId, { methodName: "who", arg: new Uint8Array() });
    expect(answered.status).toBe("replied");
    const status = IDL.Record({ settings: IDL.Record({ freezing_threshold: IDL.Nat }) });
    const { reply } = await manage("canister_status", {}, {});
    expect(IDL.decode([status], reply)).toEqual([{ settings: { freezing_threshold: 77n } }]);
    await manage("stop_canister", {}, {});
    expect(await agent.query(canisterId, { methodName: "who", arg: new Uint8Array() })).toMatchObject({
      error_code: "IC0508",
    });
  });

  test("is refused in the words of the ledger or the management canister", async () => {
    const agent = await agentOf();
    const ledger = Principal.fromText("um5iw-rqaaa-aaaaq-qaaba-cai");
    const call = (methodName: string, arg: Uint8Array): Promise<{ reply: Uint8Array }> =>
      agent.update(ledger, { methodName, effectiveCanisterId: ledger, arg });
    await expect(call("icrc2_approve", new Uint8Array())).rejects.toMatchObject({
      code: { rejectErrorCode: "IC0536" },
    });
    await expect(call("create_canister", utf8ToBytes("x"))).rejects.toMatchObject({
      code: { rejectErrorCode: "IC0503" },
    });
    const nowhere = IDL.encode(
      [IDL.Record({ amount: IDL.Nat, to: IDL.Principal })],
      [{ amount: 1n, to: Principal.anonymous() }],
    );
    const { reply } = await call("withdraw", nowhere);
    const failed = IDL.Variant({ Err: IDL.Variant({ GenericError: IDL.Record({ message: IDL.Text }) }) });
    expect(IDL.decode([failed], reply)).toMatchObject([{ Err: { GenericError: {} } }]);
  });
});

const responseType = IDL.Record({
  status_code: IDL.Nat16,
  headers: IDL.Vec(IDL.Tuple(IDL.Text, IDL.Text)),
  body: IDL.Vec(IDL.Nat8),
  upgrade: IDL.Opt(IDL.Bool),
});
const encodeResponse = (fields: object): Uint8Array =>
  IDL.encode(
    [responseType],
    [{ status_code: 200, headers: [], body: new Uint8Array(), upgrade: [], ...fields }],
  );

/**
 * Serves one page: `set` takes 32 bytes to certify, the length of what comes before the certificate in an
 * encoded response, and the response without it; `http_request` puts the certificate in, in base64.
 */
const site = wat(`
  (data (i32.const 0) "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  (global $length (mut i32) (i32.const 0))
  (func (export "canister_update set")
    (global.set $length (call $arg_size))
    (call $arg_copy (i32.const 1024) (i32.const 0) (call $arg_size))
    (call $certify (i32.const 1024) (i32.const 32))
    (call $reply))
  (func (export "canister_query certificate_size") (call $reply_i32 (call $certificate_size)))
  (func $digit (param $at i32) (param $value i32)
    (i32.store8 (local.get $at) (i32.load8_u (i32.and (local.get $value) (i32.const 63)))))
  (func (export "canister_query http_request")
    (local $size i32) (local $in i32) (local $out i32) (local $group i32) (local $before i32)
    (local.set $size (call $certificate_size))
    (call $certificate_copy (i32.const 20000) (i32.const 0) (local.get $size))
    (local.set $out (i32.const 40000))
    (block $done (loop $next
      (br_if $done (i32.ge_u (local.get $in) (local.get $size)))
      (local.set $group (i32.or (i32.or
        (i32.shl (i32.load8_u (i32.add (i32.const 20000) (local.get $in))) (i32.const 16))
        (i32.shl (i32.load8_u (i32.add (i32.const 20001) (local.get $in))) (i32.const 8)))
        (i32.load8_u (i32.add (i32.const 20002) (local.get $in)))))
      (call $digit (local.get $out) (i32.shr_u (local.get $group) (i32.const 18)))
      (call $digit (i32.add (local.get $out) (i32.const 1)) (i32.shr_u (local.get $group) (i32.const 12)))
      (call $digit (i32.add (local.get $out) (i32.const 2)) (i32.shr_u (local.get $group) (i32.const 6)))
      (call $digit (i32.add (local.get $out) (i32.const 3)) (local.get $group))
      (local.set $in (i32.add (local.get $in) (i32.const 3)))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br $next)))
    (if (i32.gt_u (local.get $in) (local.get $size))
      (then (i32.store8 (i32.sub (local.get $out) (i32.const 1)) (i32.const 61))))
    (if (i32.gt_u (local.get $in) (i32.add (local.get $size) (i32.const 1)))
      (then (i32.store8 (i32.sub (local.get $out) (i32.const 2)) (i32.const 61))))
    (local.set $before (i32.load (i32.const 1056)))
    (call $append (i32.const 1060) (local.get $before))
    (call $append (i32.const 40000) (i32.sub (local.get $out) (i32.const 40000)))
    (call $append (i32.add (i32.const 1060) (local.get $before))
      (i32.sub (global.get $length) (i32.add (i32.const 36) (local.get $before))))
    (call $reply))
`);

async function show(canisterId: Principal, page: Page, made: CertifiedPage): Promise<void> {
  const set = async (before: Uint8Array, after: Uint8Array): Promise<void> => {
    const length = new Uint8Array(Uint32Array.of(before.length).buffer);
    await runtime.updateCall({
      canisterId,
      method: "set",
      arg: Buffer.concat([made.certifiedData, length, before, after]),
    });
  };
  await set(new Uint8Array(), new Uint8Array());
  // Certificates of one tree are all of one length: they differ in time, hashes and signature.
  const length = u32(await runtime.queryCall({ canisterId, method: "certificate_size" }));
  const headers = [...page.headers, ...made.proof(new Uint8Array(length).fill(0x69))];
  const whole = Buffer.from(encodeResponse({ status_code: page.status, headers, body: page.body }));
  const placeholder = Buffer.from(Buffer.alloc(length, 0x69).toString("base64"));
  const at = whole.indexOf(placeholder);
  await set(whole.subarray(0, at), whole.subarray(at + placeholder.length));
}

const get = (canisterId: Principal, path: string): Promise<{ status: number | undefined; text: string }> =>
  new Promise((resolve, reject) => {
    const headers = { host: `${canisterId.toText()}.localhost` };
    const request = httpRequest({ port: served.port, host: "127.0.0.1", path, headers });
    request.on("error", reject);
    request.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode, text }));
    });
    request.end();
  });

describe("the gateway", () => {
  const page: Page = {
    path: "/a",
    status: 200,
    headers: [["Content-Type", "text/html"]],
    body: utf8ToBytes("<p>a</p>"),
  };

  test.each([
    ["1", version1],
    ["2", version2],
  ])("shows what a canister certified by version %s, and nothing else", async (_, make) => {
    const canisterId = await install(runtime, site);
    await show(canisterId, page, make(page));
    expect(await get(canisterId, "/a")).toEqual({ status: 200, text: "<p>a</p>" });
    expect((await get(canisterId, "/b")).status).toBe(503);
    await show(canisterId, { ...page, body: utf8ToBytes("<p>b</p>") }, make(page));
    expect((await get(canisterId, "/a")).status).toBe(503);
  });

  test("repeats a request as an update call where the canister wants that", async () => {
    const upgrade = encodeResponse({ upgrade: [true] });
    const answer = encodeResponse({ status_code: 201, body: utf8ToBytes("by consensus") });
    const canisterId = await install(
      runtime,
      wat(`
        ${data(0, upgrade)}
        ${data(1000, answer)}
        (func (export "canister_query http_request") (call $append (i32.const 0) (i32.const ${upgrade.length})) (call $reply))
        (func (export "canister_update http_request_update") (call $append (i32.const 1000) (i32.const ${answer.length})) (call $reply))
      `),
    );
    expect(await get(canisterId, "/")).toEqual({ status: 201, text: "by consensus" });
  });

  test("says of a canister without pages that it has none", async () => {
    const canisterId = await install(runtime, whoami);
    expect(await get(canisterId, "/")).toMatchObject({
      status: 503,
      text: expect.stringContaining("http_request") as string,
    });
  });
});

test("timers run while a runtime is served", async () => {
  const canisterId = await install(
    runtime,
    wat(`
      (func (export "canister_update start") (drop (call $timer_set (i64.add (call $time) (i64.const 50000000)))) (call $reply))
      (func (export "canister_global_timer") (i32.store (i32.const 0) (i32.const 1)))
      (func (export "canister_query ran") (call $reply_i32 (i32.load (i32.const 0))))
    `),
  );
  await runtime.updateCall({ canisterId, method: "start" });
  await expect
    .poll(async () => (await runtime.queryCall({ canisterId, method: "ran" }))[0], { timeout: 5000 })
    .toBe(1);
});
