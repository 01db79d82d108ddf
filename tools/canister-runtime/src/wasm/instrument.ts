/**
 * Rewrites a canister module so that it counts its instructions, tells which pages it is about to write, and
 * lets the runtime reach its memory, globals and tables.
 *
 * What is added: a counter (a global) that falls with each basic block, and a trap when it is below zero; a
 * second memory with one byte for each page of the first, set at the first write to the page in a message, and
 * a call to the runtime at that moment; exports of all that makes up the state. `memory.grow` and `memory.size`
 * become virtual, because a roll-back has to take growth back and WebAssembly cannot. Indices of functions,
 * types and globals stay as they were.
 */
import { BinaryReader } from "./binary-reader.ts";
import { BinaryWriter } from "./binary-writer.ts";
import { findInjectionPoints } from "./injection-points.ts";
import { rewriteBody } from "./rewrite-body.ts";
import { helperBodies, helperTypes } from "./injected-functions.ts";
import { instrumented, wasmPageBytes, pageBytes } from "./instrumented-names.ts";
import { externalKind, type ModuleOutline, valueType } from "./module-outline.ts";
import { appendToVector, sectionId, type Sections, writeSections } from "./sections.ts";

/** The indices that injected code refers to. */
export interface InjectedIndices {
  is64: boolean;
  counter: number;
  memorySize: number;
  hooksTable: number;
  /** Types of the two hooks. */
  touchType: number;
  growType: number;
  /** Functions that prepare `memory.init`, `memory.copy`, `memory.fill` and the bulk table instructions. */
  beforeInit: number;
  beforeCopy: number;
  beforeFill: number;
  beforeTable: number;
}

export interface Instrumented {
  bytes: Uint8Array<ArrayBuffer>;
  /** Whether code can change tables, so that they belong to what is rolled back. */
  changesTables: boolean;
}

export function instrument(sections: Sections, outline: ModuleOutline): Instrumented {
  const result: Sections = { known: new Map(sections.known), custom: namesOnly(sections) };
  const is64 = outline.memory?.is64 ?? false;
  const pointer = is64 ? valueType.i64 : valueType.i32;
  const firstType = outline.types.length;
  const firstFunction = outline.imports.length + outline.definedFunctions.length;
  const indices: InjectedIndices = {
    is64,
    counter: outline.globals.length,
    memorySize: outline.globals.length + 1,
    hooksTable: outline.tableCount,
    touchType: firstType,
    growType: firstType + 1,
    beforeInit: firstFunction,
    beforeCopy: firstFunction + 1,
    beforeFill: firstFunction + 2,
    beforeTable: firstFunction + 3,
  };
  const hasMemory = outline.memory !== undefined;
  // Without a memory there is nothing to prepare; only the function for tables stays.
  if (!hasMemory) indices.beforeTable = firstFunction;

  appendToVector(result, sectionId.type, helperTypes(pointer));
  const helpers = helperBodies(indices, hasMemory);
  appendToVector(
    result,
    sectionId.function,
    helpers.map(({ type }) => new BinaryWriter().unsigned(firstType + type).finish()),
  );
  appendToVector(result, sectionId.table, [Uint8Array.of(valueType.funcref, 0x00, 2)]);
  if (hasMemory) {
    const bytes = is64 ? 2 ** 33 / pageBytes : 2 ** 32 / pageBytes;
    const pages = bytes / wasmPageBytes;
    appendToVector(result, sectionId.memory, [
      new BinaryWriter().byte(0x01).unsigned(pages).unsigned(pages).finish(),
    ]);
  }
  appendToVector(result, sectionId.global, [
    Uint8Array.of(valueType.i64, 1, 0x42, 0, 0x0b),
    is64 ? Uint8Array.of(valueType.i64, 1, 0x42, 0, 0x0b) : Uint8Array.of(valueType.i32, 1, 0x41, 0, 0x0b),
  ]);
  appendToVector(result, sectionId.export, stateExports(outline, indices));
  result.known.delete(sectionId.start);

  const code = sections.known.get(sectionId.code);
  let changesTables = false;
  const bodies: Uint8Array[] = [];
  if (code !== undefined) {
    const reader = new BinaryReader(code);
    const count = reader.u32();
    for (let index = 0; index < count; index += 1) {
      const size = reader.u32();
      const start = reader.at;
      reader.skip(size);
      const locals = new BinaryReader(code, start, reader.at);
      let localCount = 0;
      for (let groups = locals.u32(); groups > 0; groups -= 1) {
        localCount += locals.u32();
        locals.byte();
      }
      const found = findInjectionPoints(code, locals.at, reader.at, is64);
      changesTables ||= found.changesTables;
      const type = outline.types[outline.definedFunctions[index] ?? 0];
      const firstFreeLocal = localCount + (type?.parameters.length ?? 0);
      bodies.push(
        rewriteBody(
          code,
          { start, afterLocals: locals.at, end: reader.at },
          found.points,
          indices,
          firstFreeLocal,
        ),
      );
    }
  }
  const writer = new BinaryWriter((code?.length ?? 0) * 2 + 512);
  writer.unsigned(bodies.length + helpers.length);
  for (const body of bodies) writer.sized(body);
  for (const { body } of helpers) writer.sized(body);
  result.known.set(sectionId.code, writer.finish());
  return { bytes: writeSections(result), changesTables };
}

/** The names of functions, so that a stack trace of a trap can be read. */
function namesOnly(sections: Sections): Sections["custom"] {
  return sections.custom.filter(({ name }) => name === "name");
}

function stateExports(outline: ModuleOutline, indices: InjectedIndices): Uint8Array[] {
  const entry = (name: string, kind: number, index: number): Uint8Array =>
    new BinaryWriter().name(name).byte(kind).unsigned(index).finish();
  const entries = [
    entry(instrumented.counter, externalKind.global, indices.counter),
    entry(instrumented.memorySize, externalKind.global, indices.memorySize),
    entry(instrumented.hooks, externalKind.table, indices.hooksTable),
  ];
  if (outline.memory !== undefined) {
    entries.push(entry(instrumented.memory, externalKind.memory, 0));
    entries.push(entry(instrumented.touched, externalKind.memory, 1));
  }
  outline.globals.forEach(({ mutable }, index) => {
    if (mutable) entries.push(entry(instrumented.global(index), externalKind.global, index));
  });
  for (let index = 0; index < outline.tableCount; index += 1) {
    entries.push(entry(instrumented.table(index), externalKind.table, index));
  }
  if (outline.start !== undefined)
    entries.push(entry(instrumented.start, externalKind.function, outline.start));
  return entries;
}
