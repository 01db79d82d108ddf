// What the public interface refuses, and with which status.
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { Ed25519KeyIdentity } from "@icp-sdk/core/identity";
import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeCbor } from "../certification/cbor.ts";
import { serve, type ServedReplica } from "./server.ts";
import { content, inMinutes, signed, unsigned, type Content } from "./signed-body.test-support.ts";
import { canisterId, SmallReplica } from "./small-replica.test-support.ts";

const echo = ({ argument }: { argument: Uint8Array }): { reply: Uint8Array } => ({ reply: argument });
const replica = new SmallReplica({
  updates: { echo, never: () => new Promise(() => undefined) },
  queries: { echo, broken: () => Promise.reject(new Error("a bug of the runtime")) },
});
const failures: unknown[] = [];
let served: ServedReplica;
beforeAll(async () => {
  served = await serve(replica, { callPatience: 50, onError: (error) => failures.push(error) });
});
afterAll(() => served.close());

const id = canisterId.toText();
const other = Principal.fromText("rrkah-fqaaa-aaaaa-aaaaq-cai");
const user = Ed25519KeyIdentity.generate(new Uint8Array(32).fill(3));
const asUser = { sender: undefined };

async function post(path: string, body: Uint8Array, type = "application/cbor"): Promise<[number, string]> {
  const response = await fetch(`${served.url}/api/${path}`, {
    method: "POST",
    headers: { "content-type": type },
    body: Uint8Array.from(body),
  });
  return [response.status, await response.text()];
}
const call = (body: Uint8Array, effective = id): Promise<[number, string]> =>
  post(`v3/canister/${effective}/call`, body);
const query = (body: Uint8Array, effective = id): Promise<[number, string]> =>
  post(`v3/canister/${effective}/query`, body);
const stillAlive = async (): Promise<void> => {
  expect((await call(unsigned(content())))[0]).toBe(200);
};

describe("bytes that are no request", () => {
  test.each([
    ["nothing", ""],
    ["an empty map", "d9d9f7a0"],
    ["a number", "01"],
    ["a map without content", "a1617801"],
    ["content that is text", "a167636f6e74656e746161"],
    ["a cut off map", "d9d9f7a2"],
    ["an array that announces 2^64-1 items", "9bffffffffffffffff"],
    ["bytes that announce 2^63 bytes", "5b8000000000000000"],
    ["500,000 arrays in each other", "81".repeat(500_000)],
    ["500,000 tags before each other", "d9d9f7".repeat(500_000)],
  ])("%s", async (_, hex) => {
    for (const endpoint of [
      "v2/canister/ID/call",
      "v4/canister/ID/call",
      "v3/canister/ID/query",
      "v2/canister/ID/read_state",
    ])
      expect((await post(endpoint.replace("ID", id), hexToBytes(hex)))[0]).toBe(400);
    await stillAlive();
  });

  test("any", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        expect((await call(bytes))[0]).toBe(400);
      }),
      { numRuns: 100 },
    );
  });

  test("a request of which a byte was changed is refused or answered, never an accident", async () => {
    const whole = await signed(user, content(asUser));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = whole.with(at, (whole[at] ?? 0) ^ change);
        expect([200, 400, 413]).toContain((await call(changed))[0]);
      }),
      { numRuns: 150 },
    );
    expect(failures).toEqual([]);
  });
});

describe("too large", () => {
  test("announced", async () => {
    expect((await call(new Uint8Array(3 * 1024 * 1024)))[0]).toBe(413);
    await stillAlive();
  });

  test("in chunks without an announced length", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(`${served.url}/api/v2/canister/${id}/call`, {
        method: "POST",
        headers: { "content-type": "application/cbor" },
      });
      request.on("response", (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      // The server closes the connection while we still write.
      request.on("error", (error: NodeJS.ErrnoException) =>
        ["EPIPE", "ECONNRESET"].includes(error.code ?? "") ? undefined : reject(error),
      );
      for (let i = 0; i < 3; i++) request.write(new Uint8Array(1024 * 1024));
      request.end();
    });
    expect(status).toBe(413);
    await stillAlive();
  });
});

test("a client that goes away amid a request is no accident", async () => {
  const before = failures.length;
  const socket = connect(served.port, "127.0.0.1");
  const head = `POST /api/v2/canister/${id}/call HTTP/1.1\r\nhost: x\r\ncontent-type: application/cbor\r\ncontent-length: 100`;
  socket.write(`${head}\r\n\r\nabc`, () => socket.destroy());
  await once(socket, "close");
  await stillAlive();
  expect(failures.length).toBe(before);
});

describe("content", () => {
  const refusedCalls: [string, Content, RegExp][] = [
    ["without a sender", { sender: null }, /sender/],
    ["with a sender of 30 bytes", { sender: new Uint8Array(30) }, /principal/],
    ["without a method", { method_name: null }, /method_name/],
    ["with a method that is bytes", { method_name: new Uint8Array(1) }, /method_name/],
    ["with an argument that is text", { arg: "hi" }, /arg/],
    ["with a nonce of 33 bytes", { nonce: new Uint8Array(33) }, /nonce/i],
    ["of another type", { request_type: "query" }, /type call/],
    ["with sender_info", { sender_info: { info: new Uint8Array() } }, /sender_info/],
    ["that has expired", { ingress_expiry: inMinutes(-1) }, /Invalid request expiry: /],
    ["that expires in ten minutes", { ingress_expiry: inMinutes(10) }, /Invalid request expiry: /],
    ["with a negative expiry", { ingress_expiry: -1n }, /type that no field has/],
    ["for another canister than in the URL", { canister_id: other.toUint8Array() }, /effective canister id/],
    ["with a field of a type that has no hash", { more: true }, /type that no field has/],
  ];
  test.each(refusedCalls)("a call %s", async (_, fields, why) => {
    const [status, text] = await call(unsigned(content(fields)));
    expect(status).toBe(400);
    expect(text).toMatch(why);
  });

  test("a canister outside of the subnet", async () => {
    const far = Principal.fromText("aaaaa-aa");
    const outside = Principal.fromUint8Array(Uint8Array.of(0xff, 0, 0, 0, 0, 0, 0, 1, 1, 1));
    const fields = { canister_id: outside.toUint8Array() };
    expect(await call(unsigned(content(fields)), outside.toText())).toEqual([
      400,
      expect.stringContaining("canister_not_found"),
    ]);
    expect((await query(unsigned(content({ ...fields, request_type: "query" })), far.toText()))[0]).toBe(400);
  });

  test("anonymous queries may have expired, others not", async () => {
    const late = { request_type: "query", ingress_expiry: inMinutes(-60) };
    expect((await query(unsigned(content(late))))[0]).toBe(200);
    expect((await query(await signed(user, content({ ...late, ...asUser }))))[0]).toBe(400);
  });

  test("more than 1000 paths, and paths of more than 127 labels", async () => {
    const read = (paths: Uint8Array[][]): Promise<[number, string]> =>
      post(`v3/canister/${id}/read_state`, unsigned(content({ request_type: "read_state", paths })));
    const time = [utf8ToBytes("time")];
    expect((await read(Array.from({ length: 1000 }, () => time)))[0]).toBe(200);
    expect((await read(Array.from({ length: 1001 }, () => time)))[0]).toBe(400);
    expect((await read([Array.from({ length: 128 }, () => new Uint8Array())]))[0]).toBe(400);
    expect((await read([[]]))[0]).toBe(404);
    const status = utf8ToBytes("request_status");
    expect(
      (
        await read([
          [status, new Uint8Array(32)],
          [status, new Uint8Array(32).fill(1)],
        ])
      )[0],
    ).toBe(404);
  });
});

describe("authentication", () => {
  const stranger = Ed25519KeyIdentity.generate();
  const valid = content(asUser);
  const bodies: [string, () => Promise<Uint8Array>, RegExp][] = [
    [
      "a signature by another key",
      () => signed(user, valid, { sender_pubkey: stranger.getPublicKey().toDer() }),
      /does not belong/,
    ],
    [
      "a sender that is somebody else",
      () => signed(user, { ...valid, sender: stranger.getPrincipal().toUint8Array() }),
      /does not belong/,
    ],
    [
      "a signature of something else",
      () => signed(user, valid, { sender_sig: new Uint8Array(64) }),
      /does not hold/,
    ],
    [
      "a signature of no length",
      () => signed(user, valid, { sender_sig: new Uint8Array() }),
      /does not hold/,
    ],
    ["no signature", () => signed(user, valid, { sender_sig: null }), /must be signed/],
    ["no key", () => signed(user, valid, { sender_pubkey: null }), /must be signed/],
    [
      "a key in no format",
      async () => {
        const key = utf8ToBytes("key");
        const sender = Principal.selfAuthenticating(key).toUint8Array();
        return signed(user, { ...valid, sender }, { sender_pubkey: key });
      },
      /does not hold/,
    ],
    [
      "content that was changed after signing",
      () =>
        signed(user, valid, {
          content: { ...valid, sender: user.getPrincipal().toUint8Array(), method_name: "other" },
        }),
      /does not hold/,
    ],
    ["a signed anonymous request", () => signed(user, content()), /must not be signed/],
    [
      "a delegation that is no map",
      () => signed(user, valid, { sender_delegation: [1n] }),
      /sender_delegation/,
    ],
    [
      "a delegation without signature",
      () =>
        signed(user, valid, {
          sender_delegation: [{ delegation: { pubkey: new Uint8Array(), expiration: 1n } }],
        }),
      /signature/,
    ],
  ];
  test.each(bodies)("%s", async (_, make, why) => {
    const [status, text] = await call(await make());
    expect(status).toBe(400);
    expect(text).toMatch(why);
    expect((await call(await signed(user, valid)))[0]).toBe(200);
  });
});

describe("calls of the management canister", () => {
  const management = Principal.managementCanister();
  const about = (method_name: string, field: string, target: Principal): Uint8Array =>
    unsigned(
      content({
        canister_id: management.toUint8Array(),
        method_name,
        arg: IDL.encode(
          [IDL.Record({ [field]: IDL.Principal, aaa: IDL.Vec(IDL.Text) })],
          [{ [field]: target, aaa: ["x"] }],
        ),
      }),
    );
  test.each([
    ["start_canister", "canister_id"],
    ["install_chunked_code", "target_canister"],
  ])("%s goes through the URL of its %s", async (method, field) => {
    expect((await call(about(method, field, canisterId)))[0]).toBe(200);
    expect(await call(about(method, field, other))).toEqual([
      400,
      expect.stringContaining("the call is about"),
    ]);
  });
  test("creation goes through any", async () => {
    const create = about("provisional_create_canister_with_cycles", "canister_id", other);
    expect((await call(create))[0]).toBe(200);
    expect((await call(create, "aaaaa-aa"))[0]).toBe(200);
    expect((await post(`v4/subnet/${replica.keys.subnetId.toText()}/call`, create))[0]).toBe(200);
    expect((await post(`v4/subnet/${replica.keys.subnetId.toText()}/call`, unsigned(content())))[0]).toBe(
      400,
    );
  });
});

describe("HTTP", () => {
  test.each([
    ["another content type", "POST", `/api/v2/canister/${id}/call`, 400],
    ["GET", "GET", `/api/v2/canister/${id}/call`, 405],
    ["a status that is posted", "POST", "/api/v2/status", 405],
    ["no principal", "POST", "/api/v2/canister/nobody/call", 400],
    ["a version that read_state does not have", "POST", `/api/v4/canister/${id}/read_state`, 404],
    ["a version that calls of subnets do not have", "POST", `/api/v3/subnet/${id}/call`, 404],
    ["nothing of the interface", "GET", "/api/v9/status", 400],
  ])("%s", async (_, method, path, status) => {
    const response = await fetch(served.url + path, { method, ...(method === "POST" ? { body: "x" } : {}) });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("text/plain");
  });

  test("pages of any origin may ask", async () => {
    const response = await fetch(`${served.url}/api/v2/canister/${id}/call`, { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-headers")).toContain("Content-Type");
    const refused = await fetch(`${served.url}/api/v2/canister/${id}/call`, { method: "POST", body: "x" });
    expect(refused.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("a call that takes too long is answered 202", async () => {
    expect(await call(unsigned(content({ method_name: "never" })))).toEqual([202, ""]);
    expect(
      await post(
        `v2/canister/${id}/call`,
        unsigned(content({ method_name: "never", nonce: new Uint8Array(1) })),
      ),
    ).toEqual([202, ""]);
  });

  test("a bug of the replica is a 500 that says nothing, and is told to the operator", async () => {
    const [status, text] = await query(unsigned(content({ request_type: "query", method_name: "broken" })));
    expect([status, text]).toEqual([500, "Something is wrong in the runtime."]);
    expect(failures).toEqual([new Error("a bug of the runtime")]);
    await stillAlive();
  });

  test("an envelope may be encoded in other ways", async () => {
    const body = encodeCbor({ content: content() });
    const untagged = body.subarray(3);
    expect((await call(untagged))[0]).toBe(200);
  });
});
