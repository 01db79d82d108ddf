/** The instructions that instrumentation has to know by name, and how to step over any instruction (core specification, section 5.4). */
import { CanisterRuntimeError } from "../error.ts";
import type { BinaryReader } from "./binary-reader.ts";

export const op = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  returnCall: 0x12,
  returnCallIndirect: 0x13,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Load8U: 0x2d,
  firstLoad: 0x28,
  firstStore: 0x36,
  lastStore: 0x3e,
  memorySize: 0x3f,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
  i32Eqz: 0x45,
  i32LtU: 0x49,
  i64Eqz: 0x50,
  i64LtS: 0x53,
  i64GtU: 0x56,
  i32Add: 0x6a,
  i32ShrU: 0x76,
  i64Add: 0x7c,
  i64Sub: 0x7d,
  i64Shl: 0x86,
  i64ShrU: 0x88,
  i32WrapI64: 0xa7,
  i64ExtendI32U: 0xad,
  bulk: 0xfc,
  simd: 0xfd,
} as const;

/** The second number of an instruction that starts with `op.bulk`. */
export const bulkOp = {
  memoryInit: 8,
  dataDrop: 9,
  memoryCopy: 10,
  memoryFill: 11,
  tableInit: 12,
  elemDrop: 13,
  tableCopy: 14,
  tableGrow: 15,
  tableSize: 16,
  tableFill: 17,
} as const;

/** The second number of an instruction that starts with `op.simd` and writes to memory. */
export const simdStore = (number: number): boolean => number === 11 || (number >= 88 && number <= 91);

/** Steps over the alignment of a memory access and returns its offset. */
export function readMemoryArgument(reader: BinaryReader): number {
  if (reader.u32() >= 64) throw unsupported("more than one memory");
  return reader.u64();
}

/** Steps over what follows the opcode byte, for every opcode but those of `op.bulk` and `op.simd`. */
export function skipImmediates(reader: BinaryReader, opcode: number): void {
  if (opcode >= op.firstLoad && opcode <= op.lastStore) {
    readMemoryArgument(reader);
    return;
  }
  switch (opcode) {
    case op.block:
    case op.loop:
    case op.if:
    case op.br:
    case op.brIf:
    case op.call:
    case op.returnCall:
    case op.localGet:
    case op.localSet:
    case op.localTee:
    case op.globalGet:
    case op.globalSet:
    case 0x25: // table.get
    case 0x26: // table.set
    case op.memorySize:
    case op.memoryGrow:
    case op.i32Const:
    case op.i64Const:
    case 0xd0: // ref.null
    case 0xd2: // ref.func
      reader.skipLeb();
      return;
    case op.callIndirect:
    case op.returnCallIndirect:
      reader.skipLeb();
      reader.skipLeb();
      return;
    case op.brTable:
      for (let left = reader.u32() + 1; left > 0; left -= 1) reader.skipLeb();
      return;
    case 0x1c: // select with types
      reader.skip(reader.u32());
      return;
    case 0x43: // f32.const
      reader.skip(4);
      return;
    case 0x44: // f64.const
      reader.skip(8);
      return;
  }
  const plain =
    opcode === op.unreachable ||
    opcode === 0x01 ||
    opcode === op.else ||
    opcode === op.end ||
    opcode === op.return ||
    opcode === 0x1a ||
    opcode === 0x1b ||
    (opcode >= 0x45 && opcode <= 0xc4) ||
    opcode === 0xd1;
  if (!plain) throw unsupported(`instruction 0x${opcode.toString(16)}`);
}

/** Steps over what follows the second number of a bulk instruction. */
export function skipBulkImmediates(reader: BinaryReader, number: number): void {
  if (number <= 7) return;
  if (number > 17) throw unsupported(`instruction 0xfc ${number}`);
  reader.skipLeb();
  if (
    number === bulkOp.memoryInit ||
    number === bulkOp.memoryCopy ||
    number === bulkOp.tableInit ||
    number === bulkOp.tableCopy
  ) {
    reader.skipLeb();
  }
}

/** Steps over what follows the second number of a vector instruction. */
export function skipSimdImmediates(reader: BinaryReader, number: number): void {
  if (number <= 11 || number === 92 || number === 93) {
    readMemoryArgument(reader);
  } else if (number >= 84 && number <= 91) {
    readMemoryArgument(reader);
    reader.skip(1);
  } else if (number === 12 || number === 13) {
    reader.skip(16);
  } else if (number >= 21 && number <= 34) {
    reader.skip(1);
  }
}

function unsupported(what: string): CanisterRuntimeError {
  return new CanisterRuntimeError("invalid_module", `canisters may not use ${what}`);
}
