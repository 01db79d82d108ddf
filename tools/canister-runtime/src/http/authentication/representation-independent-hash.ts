// The hash that identifies a request, whatever its encoding (interface specification,
// "Representation-independent hashing of structured data").
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { isCborArray, type CborItem } from "../../certification/cbor.ts";
import { compareBytes } from "../../certification/compare-bytes.ts";
import { leb128 } from "../../certification/leb128.ts";
import { RequestError } from "../request-error.ts";

/**
 * The 32-byte hash of a map; fields that are null count as omitted.
 *
 * @throws RequestError `request_malformed` for booleans and negative numbers, which have no hash.
 */
export function hashOfMap(map: ReadonlyMap<string, CborItem>): Uint8Array {
  const fields = [...map]
    .filter(([, value]) => value !== null)
    .map(([name, value]) => concatBytes(hashOfText(name), hashOfValue(value)));
  return sha256(concatBytes(...fields.sort(compareBytes)));
}

const hashOfText = (text: string): Uint8Array => sha256(new TextEncoder().encode(text));

function hashOfValue(value: CborItem): Uint8Array {
  if (typeof value === "string") return hashOfText(value);
  if (typeof value === "bigint" && value >= 0n) return sha256(leb128(value));
  if (value instanceof Uint8Array) return sha256(value);
  if (isCborArray(value)) return sha256(concatBytes(...value.map(hashOfValue)));
  if (value instanceof Map) return hashOfMap(value);
  throw new RequestError("request_malformed", "A request holds a value of a type that no field has.");
}
