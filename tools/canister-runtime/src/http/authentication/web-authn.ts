// Signatures by passkeys and security keys (interface specification, "Web Authentication"; W3C Web
// Authentication, "Verifying an Authentication Assertion").
import { createPublicKey, verify } from "node:crypto";
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";
import { decodeCbor } from "../../certification/cbor.ts";
import { bytes, record, text } from "../cbor-fields.ts";

/** What this needs of a signature. */
interface Assertion {
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Whether an assertion has the payload as its challenge and is signed by a COSE key.
 *
 * @throws for what is malformed
 */
export function verifyWebAuthn(coseKey: Uint8Array, { payload, signature }: Assertion): boolean {
  const fields = record(decodeCbor(signature), "sender_sig");
  const clientData = text(fields.get("client_data_json"), "client_data_json");
  const signed = concatBytes(
    bytes(fields.get("authenticator_data"), "authenticator_data"),
    sha256(new TextEncoder().encode(clientData)),
  );
  return (
    challengeOf(clientData) === Buffer.from(payload).toString("base64url") &&
    verifyCose(coseKey, bytes(fields.get("signature"), "signature"), signed)
  );
}

function challengeOf(clientData: string): string | undefined {
  const parsed: unknown = JSON.parse(clientData);
  const challenge =
    typeof parsed === "object" && parsed !== null && "challenge" in parsed ? parsed.challenge : undefined;
  return typeof challenge === "string" ? challenge.replace(/=+$/, "") : undefined;
}

// Authenticators write COSE keys in CTAP2 canonical form, so what precedes the coordinates is fixed.
const es256 = "a5010203262001215820";
const es256Y = "225820";
const eddsa = "a4010103272006215820";
const rs256 = "a401030339010020590100";
const rs256Exponent = "2143010001";

function verifyCose(coseKey: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  const hex = bytesToHex(coseKey);
  if (hex.startsWith(eddsa)) return ed25519.verify(signature, message, coseKey.subarray(10));
  if (hex.startsWith(es256)) return verifyEs256(coseKey, signature, message);
  if (!hex.startsWith(rs256) || !hex.endsWith(rs256Exponent)) return false;
  const n = Buffer.from(coseKey.subarray(11, -5)).toString("base64url");
  const key = createPublicKey({ key: { kty: "RSA", n, e: "AQAB" }, format: "jwk" });
  return verify("sha256", message, key, signature);
}

function verifyEs256(coseKey: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  if (coseKey.length !== 77 || bytesToHex(coseKey.subarray(42, 45)) !== es256Y) return false;
  const point = concatBytes(Uint8Array.of(4), coseKey.subarray(10, 42), coseKey.subarray(45));
  return p256.verify(signature, message, point, { lowS: false, prehash: true, format: "der" });
}
