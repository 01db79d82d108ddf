/** An Ed25519 key that makes integrity proofs by node:crypto alone (FEP-8b32, eddsa-jcs-2022), whatever they are to say. */

import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/** The multicodec prefix of an Ed25519 public key. */
const ED25519_PUB = [0xed, 0x01];
const KEY_OCTETS = 32;

export class AssertionKey {
  readonly id: string;
  /** What `assertionMethod` lists (FEP-521a). */
  readonly document: Readonly<Record<string, string>>;
  readonly #privateKey: KeyObject;

  constructor(controller: string) {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    this.#privateKey = privateKey;
    this.id = `${controller}#ed25519-key`;
    const raw = publicKey.export({ type: "spki", format: "der" }).subarray(-KEY_OCTETS);
    const publicKeyMultibase = base58btc(Buffer.from([...ED25519_PUB, ...raw]));
    this.document = { id: this.id, type: "Multikey", controller, publicKeyMultibase };
  }

  /** @param times of the proof, as RFC 3339 writes them @returns the activity with a proof that holds for it */
  prove(
    activity: Readonly<Record<string, unknown>>,
    times: { readonly created: string; readonly expires?: string },
  ): Record<string, unknown> {
    const configuration = {
      "@context": activity["@context"],
      type: "DataIntegrityProof",
      cryptosuite: "eddsa-jcs-2022",
      verificationMethod: this.id,
      proofPurpose: "assertionMethod",
      ...times,
    };
    const data = Buffer.concat([configuration, activity].map(digestOf));
    const proofValue = base58btc(sign(null, data, this.#privateKey));
    return { ...activity, proof: { ...configuration, proofValue } };
  }
}

function digestOf(document: object): Buffer {
  return createHash("sha256")
    .update(JSON.stringify(ordered(document)))
    .digest();
}

/** JCS (RFC 8785) for what these tests say: names of ASCII, no numbers. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, ordered(inner)]));
}

/** Multibase, base58btc: each leading zero octet is a `1`. */
function base58btc(octets: Buffer): string {
  let number = BigInt(`0x${octets.toString("hex")}`);
  let text = "";
  for (; number > 0n; number /= 58n) text = `${BASE58[Number(number % 58n)] ?? ""}${text}`;
  const zeros = octets.findIndex((octet) => octet !== 0);
  return `z${"1".repeat(zeros)}${text}`;
}
