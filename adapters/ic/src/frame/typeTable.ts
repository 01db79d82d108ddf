/** The types that stand before the values of a message in Candid (Candid: binary format, type definition table). */

import { IDL } from "@icp-sdk/core/candid";

interface MessageTypes {
  readonly argument: string;
  readonly reply: string;
}

declare global {
  /** By the name of the method, with a character for each byte: see `build/messageTypes.ts`. */
  var _masticTypes: Readonly<Record<string, MessageTypes>> | undefined;
}

/** What stands before the values in messages of a method. */
export function typesFor(method: string): MessageTypes {
  const types = globalThis._masticTypes?.[method];
  if (types === undefined) throw new Error(`The build has written no types for ${method}.`);
  return types;
}

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
