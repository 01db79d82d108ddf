/**
 * Ed25519 keys that nobody holds: the Internet Computer signs with them by its threshold Schnorr protocol
 * (interface specification: IC method sign_with_schnorr). What is kept of one is where it is derived.
 */

import { management } from "../host/management.ts";
import { ed25519PublicPem } from "./ed25519Key.ts";

const PREFIX = "threshold-ed25519:";

/** A signature and its key's derivation cost so much (on a subnet of 13 nodes 10 G, on the larger one 26.2 G). */
const SIGNATURE_CYCLES = 27_000_000_000n;

/** Where a key comes from: the network's key of that name, and the canister's own derivation. */
export interface ThresholdKey {
  readonly keyName: string;
  readonly path: string;
}

/** What stands in the place of the private key's PEM. */
function formatThresholdKey({ keyName, path }: ThresholdKey): string {
  return `${PREFIX}${keyName}/${path}`;
}

export function parseThresholdKey(text: string): ThresholdKey | undefined {
  if (!text.startsWith(PREFIX)) return undefined;
  const slash = text.indexOf("/");
  return { keyName: text.slice(PREFIX.length, slash), path: text.slice(slash + 1) };
}

/** Derives the key pair of this canister at `path`. @throws {CallError} */
export async function deriveThresholdKey(
  key: ThresholdKey,
): Promise<{ publicKeyPem: string; privateKeyPem: string }> {
  const { public_key } = await management("schnorr_public_key", [
    { canister_id: [], derivation_path: pathOf(key), key_id: idOf(key) },
  ]);
  return {
    publicKeyPem: ed25519PublicPem(Uint8Array.from(public_key)),
    privateKeyPem: formatThresholdKey(key),
  };
}

/** @returns 64 bytes @throws {CallError} */
export async function signThreshold(key: ThresholdKey, message: Uint8Array): Promise<Uint8Array> {
  const { signature } = await management(
    "sign_with_schnorr",
    [{ message, derivation_path: pathOf(key), key_id: idOf(key) }],
    SIGNATURE_CYCLES,
  );
  return Uint8Array.from(signature);
}

const pathOf = ({ path }: ThresholdKey): Uint8Array[] => [new TextEncoder().encode(path)];
const idOf = ({ keyName }: ThresholdKey) => ({ algorithm: { ed25519: null }, name: keyName });
