// One field of a Candid record, read without decoding the rest: which canister a call of the management
// canister is about (interface specification, "Effective canister id").
import type { Principal } from "@icp-sdk/core/principal";
import { fieldHash } from "./field-hash.ts";
import { CandidReader } from "./reader.ts";
import { readPrincipal, skipValue } from "./skip-value.ts";
import { primitive, readTypeTable } from "./type-table.ts";

/**
 * The principal in the field `name` of the record that is the first value of a message.
 *
 * @returns undefined where there is no such record, field or principal.
 */
export function principalField(message: Uint8Array, name: string): Principal | undefined {
  try {
    const reader = new CandidReader(message);
    const { types, values } = readTypeTable(reader);
    const first = types[values[0] ?? -1];
    if (first?.kind !== "record") return undefined;
    const wanted = fieldHash(name);
    for (const [hash, type] of first.fields) {
      if (hash === wanted) return type === primitive.principal ? readPrincipal(reader) : undefined;
      skipValue(reader, types, type);
    }
  } catch {
    // Not Candid: the management canister will say so.
  }
  return undefined;
}
