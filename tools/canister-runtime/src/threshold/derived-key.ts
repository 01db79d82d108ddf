/** A key for one canister and derivation path: a secret scalar and what is shown of it. */

export interface DerivedKey {
  /** SEC1 compressed (33 bytes) on secp256k1, 32 bytes on Ed25519. */
  readonly publicKey: Uint8Array;
  readonly chainCode: Uint8Array;
  readonly secret: bigint;
}

export const bytesToNumber = (bytes: Uint8Array): bigint =>
  BigInt(`0x${Buffer.from(bytes).toString("hex") || "0"}`);

/** 32 big-endian bytes. */
export const numberToBytes = (number: bigint): Uint8Array =>
  Uint8Array.from(Buffer.from(number.toString(16).padStart(64, "0"), "hex"));
