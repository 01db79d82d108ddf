/** Takes a WebAssembly module apart into its sections and puts it together again (core specification, section 5.5). */
import { CanisterRuntimeError } from "../error.ts";
import { BinaryReader } from "./binary-reader.ts";
import { BinaryWriter } from "./binary-writer.ts";

export const sectionId = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;

/** The order in which sections have to stand; the data count comes before the code. */
const order = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11];

export interface CustomSection {
  name: string;
  content: Uint8Array;
}

export interface Sections {
  /** The contents of the sections that occur, by id, without the custom ones. */
  known: Map<number, Uint8Array>;
  custom: CustomSection[];
}

const header = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/** @throws CanisterRuntimeError `invalid_module` */
export function readSections(module: Uint8Array): Sections {
  const reader = new BinaryReader(module);
  const start = reader.take(8);
  if (!header.every((byte, index) => start[index] === byte)) {
    throw new CanisterRuntimeError("invalid_module", "the bytes do not start as a WebAssembly module does");
  }
  const sections: Sections = { known: new Map(), custom: [] };
  while (!reader.done) {
    const id = reader.byte();
    const content = reader.take(reader.u32());
    if (id === sectionId.custom) {
      const inner = new BinaryReader(content);
      const name = inner.name();
      sections.custom.push({ name, content: content.subarray(inner.at) });
    } else if (order.includes(id)) {
      sections.known.set(id, content);
    } else {
      throw new CanisterRuntimeError("invalid_module", `canisters may not have a section ${id}`);
    }
  }
  return sections;
}

export function writeSections(sections: Sections): Uint8Array<ArrayBuffer> {
  let size = 64;
  for (const content of sections.known.values()) size += content.length + 6;
  const writer = new BinaryWriter(size);
  writer.bytes(header);
  for (const id of order) {
    const content = sections.known.get(id);
    if (content !== undefined) writer.byte(id).sized(content);
  }
  for (const { name, content } of sections.custom) {
    const inner = new BinaryWriter(content.length + name.length + 8).name(name).bytes(content);
    writer.byte(sectionId.custom).sized(inner.finish());
  }
  return writer.finish();
}

/** Appends entries to a section that holds a vector; makes the section if there is none. */
export function appendToVector(sections: Sections, id: number, entries: readonly Uint8Array[]): void {
  if (entries.length === 0) return;
  const existing = sections.known.get(id);
  const reader = new BinaryReader(existing ?? Uint8Array.of(0));
  const count = reader.u32();
  const writer = new BinaryWriter((existing?.length ?? 0) + 64).unsigned(count + entries.length);
  writer.bytes(reader.bytes.subarray(reader.at));
  for (const entry of entries) writer.bytes(entry);
  sections.known.set(id, writer.finish());
}
