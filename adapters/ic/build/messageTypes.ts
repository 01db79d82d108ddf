/**
 * What the arguments and replies of each method start with: their types (Candid: binary format). To write them takes
 * the engine ten times what the values take, so that the build does it.
 */

import { methodsOf, type Bindings } from "../src/frame/interface.ts";
import { typesOf } from "../src/frame/typeTable.ts";

/** @returns what the program reads as `_masticTypes`, as a statement */
export function messageTypesOf(bindings: Bindings): string {
  const types = methodsOf(bindings).map(([name, { argTypes, retTypes }]) => [
    name,
    { argument: latin1(typesOf(argTypes)), reply: latin1(typesOf(retTypes)) },
  ]);
  return `globalThis._masticTypes = ${JSON.stringify(Object.fromEntries(types))};`;
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
