/**
 * What every reply of a method starts with: its types (Candid: binary format). To write them takes the engine ten
 * times what the values take, so that the build does it.
 */

import { methodsOf, type Bindings } from "../src/frame/interface.ts";
import { typesOf } from "../src/frame/typeTable.ts";

/** @returns what the program reads as `_masticReplyTypes`, as a statement */
export function replyTypesOf(bindings: Bindings): string {
  const types = methodsOf(bindings).map(([name, { retTypes }]) => [
    name,
    Buffer.from(typesOf(retTypes)).toString("latin1"),
  ]);
  return `globalThis._masticReplyTypes = ${JSON.stringify(Object.fromEntries(types))};`;
}
