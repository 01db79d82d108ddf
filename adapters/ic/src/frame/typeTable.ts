/** The types that stand before the values of a message in Candid (Candid: binary format, type definition table). */

import { IDL } from "@icp-sdk/core/candid";

export function typesOf(types: readonly IDL.Type[]): Uint8Array {
  // What the library encodes, of values that take no bytes.
  const valueless = types.map(
    (type) =>
      Object.create(type, {
        covariant: { value: () => true },
        encodeValue: { value: () => new Uint8Array() },
      }) as IDL.Type,
  );
  return new Uint8Array(
    IDL.encode(
      valueless,
      types.map(() => null),
    ),
  );
}
