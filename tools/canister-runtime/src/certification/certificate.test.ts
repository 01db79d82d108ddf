import { Certificate, lookupResultToBuffer, LookupPathStatus } from "@icp-sdk/core/agent";
import { Principal } from "@icp-sdk/core/principal";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import type { CanisterState, IngressRecord, ReplicaState } from "../http/replica.ts";
import { certificate, verifyCertificate } from "./certificate.ts";
import { decodeCbor, encodeCbor } from "./cbor.ts";
import { dataCertificate } from "./data-certificate.ts";
import { decodeHashTree, encodeHashTree } from "./hash-tree-cbor.ts";
import { forest, labeled, leaf } from "./hash-tree.ts";
import { leb128 } from "./leb128.ts";
import { lookup } from "./lookup.ts";
import { stateTree, type Subnet } from "./state-tree.ts";
import { subnetKeys } from "./subnet-keys.ts";
import type { Path } from "./witness.ts";

const keys = subnetKeys(new Uint8Array(32).fill(7));
const canisterId = Principal.fromText("rwlgt-iiaaa-aaaaa-aaaaa-cai");
const otherId = Principal.fromText("rrkah-fqaaa-aaaaa-aaaaq-cai");
const subnet: Subnet = {
  keys,
  canisterRanges: [[canisterId, Principal.fromText("r7inp-6aaaa-aaaaa-aaabq-cai")]],
};

const canister: CanisterState = {
  canisterId,
  controllers: [Principal.anonymous()],
  module: {
    hash: new Uint8Array(32).fill(1),
    metadata: [{ name: "candid:service", visibility: "public", content: utf8ToBytes("service : {}") }],
  },
  certifiedData: new Uint8Array(32).fill(2),
};
const record: IngressRecord = {
  requestId: new Uint8Array(32).fill(3),
  sender: Principal.anonymous(),
  canisterId,
  effectiveCanisterId: canisterId,
  status: { status: "rejected", reject: { code: 5, message: "trapped", errorCode: "IC0502" } },
};
const state: ReplicaState = {
  time: BigInt(Date.now()) * 1_000_000n,
  canisters: new Map([
    [canisterId.toText(), canister],
    [
      otherId.toText(),
      { canisterId: otherId, controllers: [], module: undefined, certifiedData: new Uint8Array() },
    ],
  ]),
  ingress: new Map([["03".repeat(32), record]]),
};
const tree = stateTree(subnet, state);
const path = (...labels: (string | Uint8Array)[]): Path =>
  labels.map((label) => (typeof label === "string" ? utf8ToBytes(label) : label));
const principal = { canisterId };
const id = canisterId.toUint8Array();

describe("certificates, as @icp-sdk/core reads them", () => {
  test("hold what was asked for, and the time", async () => {
    const bytes = certificate(
      tree,
      [path("canister", id, "module_hash"), path("request_status", record.requestId)],
      keys,
    );
    const read = await Certificate.create({ certificate: bytes, rootKey: keys.publicKey, principal });
    const value = (...labels: (string | Uint8Array)[]): Uint8Array | undefined =>
      lookupResultToBuffer(read.lookup_path([...path(...labels)]));
    expect(value("canister", id, "module_hash")).toEqual(canister.module?.hash);
    expect(value("time")).toEqual(leb128(state.time));
    const request = path("request_status", record.requestId);
    expect(value(...request, "status")).toEqual(utf8ToBytes("rejected"));
    expect(value(...request, "reject_code")).toEqual(Uint8Array.of(5));
    expect(value(...request, "reject_message")).toEqual(utf8ToBytes("trapped"));
    expect(value(...request, "error_code")).toEqual(utf8ToBytes("IC0502"));
    const revealed = verifyCertificate(bytes, keys.publicKey);
    expect(lookup(revealed, path("canister", id, "controllers")).status).toBe("unknown");
  });

  test("prove that something is not there", async () => {
    const unknown = new Uint8Array(32).fill(9);
    const other = otherId.toUint8Array();
    const bytes = certificate(
      tree,
      [path("request_status", unknown), path("canister", other, "module_hash")],
      keys,
    );
    const read = await Certificate.create({ certificate: bytes, rootKey: keys.publicKey, principal });
    for (const asked of [path("request_status", unknown), path("canister", other, "module_hash")])
      expect(read.lookup_path([...asked]).status).toBe(LookupPathStatus.Absent);
  });

  test("of another subnet, or altered, are refused", async () => {
    const bytes = certificate(tree, [], keys);
    const other = subnetKeys(new Uint8Array(32).fill(8));
    const read = (certificate: Uint8Array, rootKey: Uint8Array): Promise<Certificate> =>
      Certificate.create({ certificate, rootKey, principal });
    await expect(read(bytes, other.publicKey)).rejects.toThrow();
    const { signature } = fields(bytes);
    const forged = encodeCbor({ tree: encodeHashTree(labeled("time", leaf(leb128(state.time)))), signature });
    await expect(read(forged, keys.publicKey)).rejects.toThrow();
  });
});

function fields(bytes: Uint8Array): { signature: Uint8Array } {
  const item = decodeCbor(bytes);
  const signature: unknown = item instanceof Map ? item.get("signature") : undefined;
  if (!(signature instanceof Uint8Array)) throw new Error("no signature");
  return { signature };
}

test("a canister's own certificate reveals its certified data", () => {
  const revealed = verifyCertificate(dataCertificate(subnet, state, canisterId), keys.publicKey);
  expect(lookup(revealed, path("canister", id, "certified_data"))).toEqual({
    status: "found",
    value: canister.certifiedData,
  });
  expect(lookup(revealed, path("canister", id, "module_hash")).status).toBe("unknown");
});

describe("verifyCertificate refuses", () => {
  const valid = certificate(tree, [], keys);
  const { signature } = fields(valid);
  const time = encodeHashTree(forest([labeled("time", leaf(leb128(1n)))]));
  test.each([
    ["a root key that is not its own", valid, subnetKeys(new Uint8Array(32)).publicKey],
    ["another tree under the signature", encodeCbor({ tree: time, signature }), keys.publicKey],
    [
      "a signature that is no point",
      encodeCbor({ tree: time, signature: new Uint8Array(48).fill(255) }),
      keys.publicKey,
    ],
    [
      "a signature of another length",
      encodeCbor({ tree: time, signature: new Uint8Array(2) }),
      keys.publicKey,
    ],
    ["none", encodeCbor({ tree: time }), keys.publicKey],
    ["a delegation", encodeCbor({ tree: time, signature, delegation: {} }), keys.publicKey],
  ])("%s", (_, bytes, rootKey) => {
    expect(() => verifyCertificate(bytes, rootKey)).toThrow(
      expect.objectContaining({ code: "signature_invalid" }),
    );
  });
  test("what is no map", () => {
    expect(() => verifyCertificate(encodeCbor([1]), keys.publicKey)).toThrow(
      expect.objectContaining({ code: "cbor_malformed" }),
    );
  });
});

test("the tree is the same, whether its parts were hashed before or not", () => {
  const copy: ReplicaState = {
    ...state,
    canisters: new Map([...state.canisters].map(([name, value]) => [name, { ...value }])),
  };
  expect(stateTree(subnet, copy)).toEqual(tree);
  expect(decodeHashTree(decodeCbor(encodeCbor(encodeHashTree(tree))))).toEqual(tree);
});
