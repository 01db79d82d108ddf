/** Threshold signatures and their public keys (interface specification, `sign_with_ecdsa`, `sign_with_schnorr` and beside). */
import type { Principal } from "@icp-sdk/core/principal";
import { prices } from "../cycles/prices.ts";
import type { DerivedKey } from "../threshold/derived-key.ts";
import { signEd25519 } from "../threshold/ed25519-key.ts";
import { signBip340, signEcdsa } from "../threshold/secp256k1-key.ts";
import type { ThresholdAlgorithm } from "../threshold/threshold-keys.ts";
import * as candid from "./candid.ts";
import { type ManagementCall, type ManagementMethod, refuse, reply } from "./method.ts";

type Optional<T> = [] | [T];

interface EcdsaKey {
  derivation_path: Uint8Array[];
  key_id: { curve: { secp256k1: null }; name: string };
}

interface SchnorrKey {
  derivation_path: Uint8Array[];
  key_id: { algorithm: { bip340secp256k1: null } | { ed25519: null }; name: string };
}

interface OfCanister {
  canister_id: Optional<Principal>;
}

const maximumPath = 255;

function derive(
  call: ManagementCall,
  algorithm: ThresholdAlgorithm,
  name: string,
  path: Uint8Array[],
  canister = call.request.caller,
): DerivedKey {
  const keys = call.subnet.thresholdKeys;
  if (!keys.has(name)) refuse("IC0406", `Requested unknown threshold key: ${algorithm}:${name}`);
  if (path.length > maximumPath) refuse("IC0408", `the derivation path is longer than ${maximumPath}`);
  return keys.derive(algorithm, name, [
    canister.toUint8Array(),
    ...path.map((index) => Uint8Array.from(index)),
  ]);
}

function pay(call: ManagementCall, method: string, name: string): void {
  const price = prices.signature.get(name) ?? 0n;
  if (call.cycles < price) {
    refuse("IC0406", `${method} request sent with ${call.cycles} cycles, but ${price} cycles are required.`);
  }
  call.cycles -= price;
}

const publicKeyReply = ({ publicKey, chainCode }: DerivedKey): ReturnType<typeof reply> =>
  reply(candid.publicKeyResult, { public_key: publicKey, chain_code: chainCode });

const schnorrAlgorithm = ({ key_id }: SchnorrKey): "ed25519" | "bip340secp256k1" =>
  "ed25519" in key_id.algorithm ? "ed25519" : "bip340secp256k1";

export const ecdsaPublicKey: ManagementMethod = {
  argument: candid.ecdsaPublicKeyArgument,
  ingress: false,
  run: (call: ManagementCall, { canister_id, derivation_path, key_id }: EcdsaKey & OfCanister) =>
    publicKeyReply(derive(call, "ecdsa", key_id.name, derivation_path, canister_id[0])),
};

export const signWithEcdsa: ManagementMethod = {
  argument: candid.signWithEcdsaArgument,
  ingress: false,
  run: (
    call: ManagementCall,
    { message_hash, derivation_path, key_id }: EcdsaKey & { message_hash: Uint8Array },
  ) => {
    if (message_hash.length !== 32) refuse("IC0408", "message_hash has to have 32 bytes");
    const key = derive(call, "ecdsa", key_id.name, derivation_path);
    pay(call, "sign_with_ecdsa", key_id.name);
    return reply(candid.signatureResult, { signature: signEcdsa(key, Uint8Array.from(message_hash)) });
  },
};

export const schnorrPublicKey: ManagementMethod = {
  argument: candid.schnorrPublicKeyArgument,
  ingress: false,
  run: (call: ManagementCall, argument: SchnorrKey & OfCanister) => {
    const { canister_id, derivation_path, key_id } = argument;
    return publicKeyReply(
      derive(call, schnorrAlgorithm(argument), key_id.name, derivation_path, canister_id[0]),
    );
  },
};

interface SignWithSchnorr extends SchnorrKey {
  message: Uint8Array;
  aux: Optional<{ bip341: { merkle_root_hash: Uint8Array } }>;
}

export const signWithSchnorr: ManagementMethod = {
  argument: candid.signWithSchnorrArgument,
  ingress: false,
  run: (call: ManagementCall, argument: SignWithSchnorr) => {
    const algorithm = schnorrAlgorithm(argument);
    const key = derive(call, algorithm, argument.key_id.name, argument.derivation_path);
    const message = Uint8Array.from(argument.message);
    const [aux] = argument.aux;
    if (algorithm === "ed25519" && aux !== undefined) refuse("IC0408", "ed25519 keys cannot be tweaked");
    const merkleRoot = aux?.bip341.merkle_root_hash;
    if (merkleRoot !== undefined && merkleRoot.length !== 0 && merkleRoot.length !== 32) {
      refuse("IC0408", "merkle_root_hash has 0 or 32 bytes");
    }
    pay(call, "sign_with_schnorr", argument.key_id.name);
    const signature =
      algorithm === "ed25519"
        ? signEd25519(key, message)
        : signBip340(key, message, merkleRoot === undefined ? undefined : Uint8Array.from(merkleRoot));
    return reply(candid.signatureResult, { signature });
  },
};
