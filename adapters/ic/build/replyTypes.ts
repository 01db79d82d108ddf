/**
 * What every reply of a method starts with: its types (Candid: binary format). To write them takes the engine ten
 * times what the values take, so that the build does it.
 */

import { IDL } from "@icp-sdk/core/candid";
import { methodsOf, type Bindings } from "../src/frame/interface.ts";

/** @returns what the program reads as `_masticReplyTypes`, as a statement */
export function replyTypesOf(bindings: Bindings): string {
  const types = methodsOf(bindings).map(([name, { retTypes }]) => [
    name,
    Buffer.from(typesOf(retTypes)).toString("latin1"),
  ]);
  return `globalThis._masticReplyTypes = ${JSON.stringify(Object.fromEntries(types))};`;
}

/** The encoding of values of these types without the values. */
function typesOf(types: readonly IDL.Type[]): Uint8Array {
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
