// The type of a field deep in a message, where only its sender knows it.
import type { IDL } from "@icp-sdk/core/candid";
import { fieldHash } from "./field-hash.ts";
import { idlType } from "./idl-type.ts";
import { CandidReader } from "./reader.ts";
import { readTypeTable, type TypeReference } from "./type-table.ts";

/**
 * The type at a path of field names in the first value, seen through options.
 *
 * @returns undefined where the message has no such field.
 * @throws RequestError `request_malformed`
 */
export function typeAt(message: Uint8Array, path: readonly string[]): IDL.Type | undefined {
  const { types, values } = readTypeTable(new CandidReader(message));
  const throughOption = (reference: TypeReference): TypeReference => {
    const type = types[reference];
    return type?.kind === "opt" ? type.inner : reference;
  };
  let at = values[0] ?? -1;
  for (const name of path) {
    const type = types[throughOption(at)];
    const field =
      type && "fields" in type ? type.fields.find(([hash]) => hash === fieldHash(name)) : undefined;
    if (!field) return undefined;
    at = field[1];
  }
  return idlType(types, throughOption(at));
}
