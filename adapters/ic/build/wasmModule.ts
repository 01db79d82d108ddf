/** A canister's wasm module: the engine, the program, the exports of its interface, and that interface itself. */

import { methodsOf, type Bindings } from "../src/frame/interface.ts";
import { RUN_TIMER } from "../src/engine/runTimer.ts";
import type { Exports } from "./azle.ts";

/** The callbacks that `serve` registers, by their numbers: the methods, then installation, upgrade, inspection and timers. */
export function exportsOf(bindings: Bindings): Exports {
  const methods = methodsOf(bindings).map(([name, { annotations }], index) => ({
    name,
    index,
    isQuery: annotations.includes("query") || annotations.includes("composite_query"),
    composite: annotations.includes("composite_query"),
  }));
  const queries = methods.filter(({ isQuery }) => isQuery);
  const updates = methods.filter(({ isQuery }) => !isQuery);
  const at = (name: string, offset: number) => ({ name, index: methods.length + offset });
  return {
    queries: queries.map(({ name, index, composite }) => ({ name, index, composite })),
    updates: [...updates.map(({ name, index }) => ({ name, index })), at(RUN_TIMER, 3)],
    init: at("init", 0),
    post_upgrade: at("post_upgrade", 1),
    inspect_message: at("inspect_message", 2),
  };
}

/** The callback of the system's timer. */
export function timerOf(bindings: Bindings): number {
  return methodsOf(bindings).length + 4;
}

/** Adds public metadata of the Internet Computer: a custom section of WebAssembly (core specification, 5.5.3). */
export function withMetadata(module: Uint8Array, name: string, content: string): Uint8Array {
  const label = Buffer.from(`icp:public ${name}`);
  const body = Buffer.concat([leb128(label.length), label, Buffer.from(content)]);
  return Buffer.concat([module, Buffer.of(0), leb128(body.length), body]);
}

function leb128(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return Uint8Array.from(bytes);
}
