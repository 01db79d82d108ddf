// Reading the fields of a CBOR map by the type that the specification gives them.
import { Principal } from "@icp-sdk/core/principal";
import { isCborArray, type CborItem } from "../certification/cbor.ts";
import { RequestError } from "./request-error.ts";

/** The fields of a record; a field that is null counts as omitted. */
export type Fields = ReadonlyMap<string, CborItem>;

const malformed = (name: string, type: string): RequestError =>
  new RequestError("request_malformed", `The field ${name} must be ${type}.`);

/** A required record. @throws RequestError `request_malformed`, as all readers here do */
export function record(item: CborItem | undefined, name: string): Fields {
  if (!(item instanceof Map)) throw malformed(name, "a map");
  return item;
}

/** An array; an omitted one has no elements. */
export function array(item: CborItem | undefined, name: string): readonly CborItem[] {
  if (item === undefined || item === null) return [];
  if (!isCborArray(item)) throw malformed(name, "an array");
  return item;
}

/** Bytes, or undefined where they are omitted. */
export function optionalBytes(item: CborItem | undefined, name: string): Uint8Array | undefined {
  return item === undefined || item === null ? undefined : bytes(item, name);
}

/** Required bytes. */
export function bytes(item: CborItem | undefined, name: string): Uint8Array {
  if (!(item instanceof Uint8Array)) throw malformed(name, "a byte string");
  return item;
}

/** A required text. */
export function text(item: CborItem | undefined, name: string): string {
  if (typeof item !== "string") throw malformed(name, "a text string");
  return item;
}

/** A required natural number. */
export function natural(item: CborItem | undefined, name: string): bigint {
  if (typeof item !== "bigint" || item < 0n) throw malformed(name, "a natural number");
  return item;
}

/** A required principal: at most 29 bytes. */
export function principal(item: CborItem | undefined, name: string): Principal {
  const id = bytes(item, name);
  if (id.length > 29) throw malformed(name, "a principal of at most 29 bytes");
  return Principal.fromUint8Array(id);
}
