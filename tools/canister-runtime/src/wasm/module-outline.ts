/** What instrumentation and validation need to know of a module besides its code: types, imports, memory, globals, tables, exports. */
import { CanisterRuntimeError } from "../error.ts";
import { BinaryReader } from "./binary-reader.ts";
import { op, skipImmediates } from "./opcode.ts";
import { type Sections, sectionId } from "./sections.ts";

export interface FunctionType {
  parameters: number[];
  results: number[];
}

export interface ImportedFunction {
  module: string;
  name: string;
  type: FunctionType;
}

export interface ModuleOutline {
  types: FunctionType[];
  imports: ImportedFunction[];
  /** The type indices of the functions that the module defines, in the order of their bodies. */
  definedFunctions: number[];
  tableCount: number;
  /** The memory's address type and its limits in pages of 64 KiB. */
  memory: { is64: boolean; minimum: number; maximum: number | undefined } | undefined;
  globals: { valueType: number; mutable: boolean }[];
  exports: { name: string; kind: number; index: number }[];
  start: number | undefined;
}

export const valueType = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b, funcref: 0x70 } as const;
export const externalKind = { function: 0, table: 1, memory: 2, global: 3 } as const;

export function readOutline(sections: Sections): ModuleOutline {
  const types = readVector(sections, sectionId.type, (reader) => {
    if (reader.byte() !== 0x60)
      throw new CanisterRuntimeError("invalid_module", "a type is no function type");
    const parameters = [...reader.take(reader.u32())];
    const results = [...reader.take(reader.u32())];
    return { parameters, results };
  });
  const imports = readVector(sections, sectionId.import, (reader) => {
    const module = reader.name();
    const name = reader.name();
    if (reader.byte() !== externalKind.function) {
      throw new CanisterRuntimeError("invalid_module", `"${module}.${name}" is imported and is no function`);
    }
    return { module, name, type: typeAt(types, reader.u32()) };
  });
  const memories = readVector(sections, sectionId.memory, (reader) => {
    const flags = reader.byte();
    const is64 = (flags & 4) !== 0;
    if ((flags & 2) !== 0) throw new CanisterRuntimeError("invalid_module", "the memory is shared");
    const minimum = reader.u64();
    return { is64, minimum, maximum: (flags & 1) === 0 ? undefined : reader.u64() };
  });
  if (memories.length > 1) {
    throw new CanisterRuntimeError("invalid_module", "the module has more than one memory");
  }
  const tables = sections.known.get(sectionId.table);
  const start = sections.known.get(sectionId.start);
  return {
    types,
    imports,
    definedFunctions: readVector(sections, sectionId.function, (reader) => reader.u32()),
    tableCount: tables === undefined ? 0 : new BinaryReader(tables).u32(),
    memory: memories[0],
    globals: readVector(sections, sectionId.global, (reader) => {
      const type = reader.byte();
      const mutable = reader.byte() === 1;
      skipConstantExpression(reader);
      return { valueType: type, mutable };
    }),
    exports: readVector(sections, sectionId.export, (reader) => ({
      name: reader.name(),
      kind: reader.byte(),
      index: reader.u32(),
    })),
    start: start === undefined ? undefined : new BinaryReader(start).u32(),
  };
}

/** The type of the function with this index, counted over imports and definitions. */
export function functionType(outline: ModuleOutline, index: number): FunctionType {
  const imported = outline.imports[index];
  if (imported !== undefined) return imported.type;
  return typeAt(outline.types, outline.definedFunctions[index - outline.imports.length] ?? -1);
}

function typeAt(types: FunctionType[], index: number): FunctionType {
  const type = types[index];
  if (type === undefined) throw new CanisterRuntimeError("invalid_module", `there is no type ${index}`);
  return type;
}

function skipConstantExpression(reader: BinaryReader): void {
  for (let opcode = reader.byte(); opcode !== op.end; opcode = reader.byte()) {
    if (opcode === op.simd) {
      reader.skipLeb();
      reader.skip(16);
    } else {
      skipImmediates(reader, opcode);
    }
  }
}

function readVector<T>(sections: Sections, id: number, read: (reader: BinaryReader) => T): T[] {
  const content = sections.known.get(id);
  if (content === undefined) return [];
  const reader = new BinaryReader(content);
  return Array.from({ length: reader.u32() }, () => read(reader));
}
