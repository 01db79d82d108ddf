// The public interface, as HttpAgent of @icp-sdk/core uses it.
import { HttpAgent, Certificate, lookupResultToBuffer, pollForResponse } from "@icp-sdk/core/agent";
import {
  DelegationChain,
  DelegationIdentity,
  ECDSAKeyIdentity,
  Ed25519KeyIdentity,
} from "@icp-sdk/core/identity";
import { Secp256k1KeyIdentity } from "@icp-sdk/core/identity/secp256k1";
import { Principal } from "@icp-sdk/core/principal";
import type { Identity } from "@icp-sdk/core/agent";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { canisterId, SmallReplica, type Method } from "./small-replica.test-support.ts";
import { serve, type ServedReplica } from "./server.ts";

const bytesToUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const echo: Method = ({ sender, argument }) => ({
  reply: utf8ToBytes(`${sender.toText()} ${bytesToUtf8(argument)}`),
});
const controller = Ed25519KeyIdentity.generate(new Uint8Array(32).fill(1));

const replica = new SmallReplica({
  updates: {
    echo,
    fail: () => ({ reject: { code: 4, message: "no", errorCode: "IC0406" } }),
  },
  queries: {
    echo,
    fail: () => ({ reject: { code: 5, message: "trapped", errorCode: "IC0502" } }),
    refuse: () => ({ reject: { code: 4, message: "without error code" } }),
  },
  inspect: ({ method }) =>
    method === "closed" ? { code: 4, message: "not for you", errorCode: "IC0516" } : undefined,
  controllers: [controller.getPrincipal()],
  metadata: [
    { name: "candid:service", visibility: "public", content: utf8ToBytes("service : {}") },
    { name: "secret", visibility: "private", content: utf8ToBytes("42") },
  ],
});
let served: ServedReplica;
const argument = utf8ToBytes("hello");

beforeAll(async () => {
  served = await serve(replica);
});
afterAll(() => served.close());

const agentOf = (identity?: Identity): Promise<HttpAgent> =>
  HttpAgent.create({
    host: served.url,
    shouldFetchRootKey: true,
    verifyQuerySignatures: true,
    retryTimes: 0,
    ...(identity ? { identity } : {}),
  });

test("status has the root key", async () => {
  const agent = await agentOf();
  expect(agent.rootKey).toEqual(replica.keys.publicKey);
  expect(await agent.status()).toMatchObject({ replica_health_status: "healthy" });
});

const identities: [string, () => Identity | Promise<Identity>][] = [
  ["Ed25519", () => Ed25519KeyIdentity.generate()],
  ["ECDSA on P-256", () => ECDSAKeyIdentity.generate()],
  ["ECDSA on secp256k1", () => Secp256k1KeyIdentity.generate()],
];

describe.each(identities)("with an identity of %s", (_, make) => {
  let agent: HttpAgent;
  let who: string;
  beforeEach(async () => {
    const identity = await make();
    agent = await agentOf(identity);
    who = identity.getPrincipal().toText();
  });

  test("a query is answered to the sender, and its signature holds", async () => {
    const answered = await agent.query(canisterId, { methodName: "echo", arg: argument });
    expect(answered).toMatchObject({ status: "replied", reply: { arg: utf8ToBytes(`${who} hello`) } });
  });

  test("a synchronous call is answered with a certificate", async () => {
    const fields = { methodName: "echo", arg: argument, effectiveCanisterId: canisterId };
    const { reply, rawCertificate } = await agent.update(canisterId, fields);
    expect(bytesToUtf8(reply)).toBe(`${who} hello`);
    expect(rawCertificate.length).toBeGreaterThan(100);
  });

  test("an asynchronous call is polled for", async () => {
    const fields = { methodName: "echo", arg: argument, effectiveCanisterId: canisterId, callSync: false };
    const { requestId, response } = await agent.call(canisterId, fields);
    expect(response.status).toBe(202);
    const { reply } = await pollForResponse(agent, canisterId, requestId);
    expect(bytesToUtf8(reply)).toBe(`${who} hello`);
  });
});

describe("rejections", () => {
  test("of queries are signed, with and without an error code", async () => {
    const agent = await agentOf();
    const trapped = await agent.query(canisterId, { methodName: "fail", arg: argument });
    expect(trapped).toMatchObject({ status: "rejected", reject_code: 5, error_code: "IC0502" });
    const refused = await agent.query(canisterId, { methodName: "refuse", arg: argument });
    expect(refused).toMatchObject({
      status: "rejected",
      reject_code: 4,
      reject_message: "without error code",
    });
  });

  test("of calls are certified", async () => {
    const agent = await agentOf();
    const fields = { methodName: "fail", arg: argument, effectiveCanisterId: canisterId };
    await expect(agent.update(canisterId, fields)).rejects.toMatchObject({
      code: {
        name: "CertifiedRejectErrorCode",
        rejectCode: 4,
        rejectMessage: "no",
        rejectErrorCode: "IC0406",
      },
    });
  });

  test.each([true, false])("by inspection are not (synchronous: %s)", async (callSync) => {
    const agent = await agentOf();
    const fields = { methodName: "closed", arg: argument, effectiveCanisterId: canisterId, callSync };
    await expect(agent.update(canisterId, fields)).rejects.toMatchObject({
      code: { name: "UncertifiedRejectUpdateErrorCode", rejectCode: 4, rejectErrorCode: "IC0516" },
    });
  });
});

describe("delegations", () => {
  const root = Ed25519KeyIdentity.generate();
  const session = Ed25519KeyIdentity.generate();
  const later = (): Date => new Date(Date.now() + 60_000);
  const delegated = (chain: DelegationChain): Promise<HttpAgent> =>
    agentOf(DelegationIdentity.fromDelegation(session, chain));
  const query = (agent: HttpAgent): Promise<unknown> =>
    agent.query(canisterId, { methodName: "echo", arg: argument });

  test("let a session key speak for another, through a chain", async () => {
    const middle = await ECDSAKeyIdentity.generate();
    const first = await DelegationChain.create(root, middle.getPublicKey(), later());
    const chain = await DelegationChain.create(middle, session.getPublicKey(), later(), { previous: first });
    const agent = await delegated(chain);
    const answered = await query(agent);
    expect(answered).toMatchObject({ reply: { arg: utf8ToBytes(`${root.getPrincipal().toText()} hello`) } });
    const fields = { methodName: "echo", arg: argument, effectiveCanisterId: canisterId };
    expect((await agent.update(canisterId, fields)).reply.length).toBeGreaterThan(0);
  });

  test("are held to their targets", async () => {
    const other = Principal.fromText("rrkah-fqaaa-aaaaa-aaaaq-cai");
    const make = (targets: Principal[]): Promise<DelegationChain> =>
      DelegationChain.create(root, session.getPublicKey(), later(), { targets });
    await expect(query(await delegated(await make([other, canisterId])))).resolves.toBeDefined();
    await expect(query(await delegated(await make([other])))).rejects.toThrow("not for the canister");
  });

  test("that have expired are refused", async () => {
    const chain = await DelegationChain.create(root, session.getPublicKey(), new Date(Date.now() - 1000));
    await expect(query(await delegated(chain))).rejects.toThrow("expired");
  });

  test("that somebody else signed are refused", async () => {
    const stranger = Ed25519KeyIdentity.generate();
    const chain = await DelegationChain.create(stranger, session.getPublicKey(), later());
    const forged = DelegationChain.fromDelegations(chain.delegations, root.getPublicKey().toDer());
    await expect(query(await delegated(forged))).rejects.toThrow("signature of a delegation");
  });

  test("from a key to itself are refused", async () => {
    const chain = await DelegationChain.create(root, root.getPublicKey(), later());
    const agent = await agentOf(DelegationIdentity.fromDelegation(root, chain));
    await expect(query(agent)).rejects.toThrow("twice");
  });

  test("are at most 20", async () => {
    let signer = root;
    let chain: DelegationChain | undefined;
    for (let i = 0; i < 21; i++) {
      const next = i === 20 ? session : Ed25519KeyIdentity.generate();
      const previous = chain ? { previous: chain } : {};
      chain = await DelegationChain.create(signer, next.getPublicKey(), later(), previous);
      signer = next;
    }
    if (!chain) throw new Error("no chain");
    await expect(query(await delegated(chain))).rejects.toThrow("at most 20");
  });
});

describe("reading the state", () => {
  const path = (...labels: (string | Uint8Array)[]): Uint8Array[] =>
    labels.map((label) => (typeof label === "string" ? utf8ToBytes(label) : label));
  const read = async (agent: HttpAgent, asked: Uint8Array[]): Promise<Uint8Array | undefined> => {
    const { certificate } = await agent.readState(canisterId, { paths: [asked] });
    if (!agent.rootKey) throw new Error("no root key");
    const checked = await Certificate.create({
      certificate,
      rootKey: agent.rootKey,
      principal: { canisterId },
    });
    return lookupResultToBuffer(checked.lookup_path(asked));
  };
  const id = canisterId.toUint8Array();

  test("module hash, controllers and public metadata are for everyone", async () => {
    const agent = await agentOf();
    expect(await read(agent, path("canister", id, "module_hash"))).toEqual(new Uint8Array(32).fill(6));
    expect(await read(agent, path("canister", id, "controllers"))).toBeDefined();
    expect(await read(agent, path("canister", id, "metadata", "candid:service"))).toEqual(
      utf8ToBytes("service : {}"),
    );
    expect(await read(agent, path("canister", id, "metadata", "absent"))).toBeUndefined();
    expect(await read(agent, path("time"))).toBeDefined();
  });

  test("private metadata is for controllers", async () => {
    const secret = path("canister", id, "metadata", "secret");
    expect(await read(await agentOf(controller), secret)).toEqual(utf8ToBytes("42"));
    await expect(read(await agentOf(), secret)).rejects.toThrow("Only controllers");
  });

  test("the status of a request is for its sender", async () => {
    const sender = await agentOf(Ed25519KeyIdentity.generate());
    const fields = { methodName: "echo", arg: argument, effectiveCanisterId: canisterId };
    const { requestId } = await sender.call(canisterId, fields);
    const status = path("request_status", requestId);
    expect(await read(sender, [...status, utf8ToBytes("status")])).toEqual(utf8ToBytes("replied"));
    await expect(read(await agentOf(), status)).rejects.toThrow("Only its sender");
    expect(await read(await agentOf(), path("request_status", new Uint8Array(32), "status"))).toBeUndefined();
  });

  test.each([
    ["certified data", path("canister", id, "certified_data")],
    ["all of a canister", path("canister", id)],
    ["all metadata of a canister", path("canister", id, "metadata")],
    ["all requests", path("request_status")],
    ["all canisters", path("canister")],
    ["another canister", path("canister", Principal.managementCanister().toUint8Array(), "controllers")],
    ["canister ranges, through a canister", path("canister_ranges", replica.keys.subnetId.toUint8Array())],
    ["a label that is not UTF-8", path("canister", id, "metadata", Uint8Array.of(255))],
  ])("%s cannot be read", async (_, asked) => {
    const agent = await agentOf();
    await expect(agent.readState(canisterId, { paths: [asked] })).rejects.toThrow(/40[34]/);
  });

  test("keys and ranges of the subnet are read from its own endpoint", async () => {
    const agent = await agentOf();
    const subnet = replica.keys.subnetId.toUint8Array();
    const asked = path("canister_ranges", subnet);
    const { certificate } = await agent.readSubnetState(replica.keys.subnetId, {
      paths: [asked, path("subnet", subnet, "public_key")],
    });
    const checked = await Certificate.create({
      certificate,
      rootKey: replica.keys.publicKey,
      principal: { subnetId: replica.keys.subnetId },
    });
    expect(lookupResultToBuffer(checked.lookup_path(path("subnet", subnet, "public_key")))).toEqual(
      replica.keys.publicKey,
    );
    expect(lookupResultToBuffer(checked.lookup_path(path("canister_ranges", subnet, id)))).toBeDefined();
    const other = agent.readSubnetState(Principal.managementCanister(), { paths: [path("time")] });
    await expect(other).rejects.toThrow("no subnet");
  });
});

test("the agent finds the subnet and its nodes by a canister", async () => {
  const agent = await agentOf();
  expect((await agent.getSubnetIdFromCanister(canisterId)).toText()).toBe(replica.keys.subnetId.toText());
  const keys = await agent.fetchSubnetKeys(canisterId);
  expect([...keys.keys()]).toEqual([replica.keys.node.nodeId.toText()]);
});

test("an agent sets its clock by a replica that is ahead", async () => {
  const ahead = new SmallReplica({ queries: { echo }, updates: { echo } });
  ahead.time += 3_600_000_000_000n;
  const server = await serve(ahead, { clock: "still" });
  try {
    const identity = Ed25519KeyIdentity.generate();
    const agent = await HttpAgent.create({ host: server.url, shouldFetchRootKey: true, identity });
    const fields = { methodName: "echo", arg: argument, effectiveCanisterId: canisterId };
    const { reply } = await agent.update(canisterId, fields);
    expect(bytesToUtf8(reply)).toContain("hello");
  } finally {
    await server.close();
  }
});

test("the same call twice is executed once", async () => {
  const agent = await agentOf(Ed25519KeyIdentity.generate());
  const bodies: RequestInit["body"][] = [];
  const recording = await HttpAgent.create({
    host: served.url,
    shouldFetchRootKey: true,
    identity: Ed25519KeyIdentity.generate(),
    fetch: (input, init) => {
      if (init?.body) bodies.push(init.body);
      return fetch(input, init);
    },
  });
  const fields = { methodName: "echo", arg: argument, effectiveCanisterId: canisterId };
  const before = replica.executed;
  await recording.call(canisterId, fields);
  const [body] = bodies;
  const again = await fetch(`${served.url}/api/v3/canister/${canisterId.toText()}/call`, {
    method: "POST",
    headers: { "content-type": "application/cbor" },
    body: body ?? null,
  });
  expect(again.status).toBe(200);
  expect(replica.executed).toBe(before + 1);
  await agent.call(canisterId, fields);
  await agent.call(canisterId, fields);
  expect(replica.executed).toBe(before + 3);
});
