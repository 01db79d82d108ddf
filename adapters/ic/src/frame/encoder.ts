/** Messages in Candid: the values behind their types, which are the same in every message (Candid: binary format). */

import type { IDL } from "@icp-sdk/core/candid";
import { bytesOf } from "../store/bytes.ts";
import { typesFor, typesOf } from "./typeTable.ts";
import { valueWriter } from "./valueWriter.ts";

export type Encoder = (...values: readonly unknown[]) => Uint8Array;

/** How the replies of a method are encoded. What stands before the values the build has written. */
export function replyEncoder(method: string, types: readonly IDL.Type[]): Encoder {
  return encoder(bytesOf(typesFor(method).reply), types);
}

/** How the arguments of a method of another canister are encoded. It pays to keep it: this takes longer than encoding. */
export function argumentEncoder(types: readonly IDL.Type[]): Encoder {
  return encoder(typesOf(types), types);
}

function encoder(start: Uint8Array, types: readonly IDL.Type[]): Encoder {
  const writers = types.map(valueWriter);
  return (...values) => joined([start, ...writers.flatMap((write, i) => write(values[i]))]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
