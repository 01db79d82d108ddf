/**
 * The functions that instrumentation adds to a module: each runs before one kind of bulk instruction, takes its
 * cost from the counter, reports the pages that it will write, and leaves the operands on the stack.
 */
import { BinaryWriter } from "./binary-writer.ts";
import { hookIndex, pageShift } from "./instrumented-names.ts";
import type { InjectedIndices } from "./instrument.ts";
import { valueType } from "./module-outline.ts";
import { op } from "./opcode.ts";

/** Offsets of the types that are added, from the first free type index. */
const type = { touch: 0, grow: 1, init: 2, copy: 3, fill: 4, table: 5 } as const;
const empty = 0x40;

function functionEntry(parameters: number[], results: number[]): Uint8Array {
  return new BinaryWriter()
    .byte(0x60)
    .unsigned(parameters.length)
    .byte(...parameters)
    .unsigned(results.length)
    .byte(...results)
    .finish();
}

/** Entries for the type section, in the order of `type`. */
export function helperTypes(pointer: number): Uint8Array[] {
  const operands = operandTypes(pointer);
  return [
    functionEntry([valueType.i32], []),
    functionEntry([pointer], [pointer]),
    functionEntry(operands.init, operands.init),
    functionEntry(operands.copy, operands.copy),
    functionEntry(operands.fill, operands.fill),
    functionEntry([valueType.i32], [valueType.i32]),
  ];
}

/** The operands of `memory.init`, `memory.copy` and `memory.fill`: destination, source or value, length. */
function operandTypes(pointer: number): { init: number[]; copy: number[]; fill: number[] } {
  return {
    init: [pointer, valueType.i32, valueType.i32],
    copy: [pointer, pointer, pointer],
    fill: [pointer, valueType.i32, pointer],
  };
}

/** The bodies, in the order of the indices `beforeInit`, `beforeCopy`, `beforeFill`, `beforeTable`. */
export function helperBodies(
  indices: InjectedIndices,
  hasMemory: boolean,
): { type: number; body: Uint8Array }[] {
  const table = { type: type.table, body: beforeTable(indices) };
  if (!hasMemory) return [table];
  const operands = operandTypes(indices.is64 ? valueType.i64 : valueType.i32);
  return [
    { type: type.init, body: beforeBulkMemory(indices, operands.init) },
    { type: type.copy, body: beforeBulkMemory(indices, operands.copy) },
    { type: type.fill, body: beforeBulkMemory(indices, operands.fill) },
    table,
  ];
}

/** Takes the number in local `local` from the counter and traps if too few instructions were left. */
function charge(writer: BinaryWriter, indices: InjectedIndices, local: number, is64: boolean): void {
  writer.byte(op.globalGet).unsigned(indices.counter);
  writer.byte(op.localGet).unsigned(local);
  if (!is64) writer.byte(op.i64ExtendI32U);
  writer.byte(op.i64Sub, op.globalSet).unsigned(indices.counter);
  writer.byte(op.globalGet).unsigned(indices.counter);
  writer.byte(op.i64Const, 0, op.i64LtS, op.if, empty, op.unreachable, op.end);
}

function beforeTable(indices: InjectedIndices): Uint8Array {
  const writer = new BinaryWriter().byte(0);
  charge(writer, indices, 0, false);
  return writer.byte(op.localGet, 0, op.end).finish();
}

function beforeBulkMemory(indices: InjectedIndices, operands: number[]): Uint8Array {
  const destinationIs64 = operands[0] === valueType.i64;
  const lengthIs64 = operands[2] === valueType.i64;
  const page = 3;
  const last = 4;
  const destination = (writer: BinaryWriter): void => {
    writer.byte(op.localGet, 0);
    if (!destinationIs64) writer.byte(op.i64ExtendI32U);
  };
  const length = (writer: BinaryWriter): void => {
    writer.byte(op.localGet, 2);
    if (!lengthIs64) writer.byte(op.i64ExtendI32U);
  };
  const operandsAgain = (writer: BinaryWriter): void => {
    writer.byte(op.localGet, 0, op.localGet, 1, op.localGet, 2);
  };
  const writer = new BinaryWriter().byte(1, 2, valueType.i32);
  charge(writer, indices, 2, lengthIs64);

  length(writer);
  writer.byte(op.i64Eqz, op.if, empty);
  operandsAgain(writer);
  writer.byte(op.return, op.end);

  // Beyond the memory that the canister sees: the hook traps as an access out of bounds does.
  destination(writer);
  length(writer);
  writer.byte(op.i64Add);
  writer.byte(op.globalGet).unsigned(indices.memorySize);
  if (!indices.is64) writer.byte(op.i64ExtendI32U);
  writer.byte(op.i64Const, 16, op.i64Shl, op.i64GtU, op.if, empty);
  writer.byte(op.i32Const, 0x7f);
  callHook(writer, indices, hookIndex.touch, indices.touchType);
  writer.byte(op.end);

  destination(writer);
  writer.byte(op.i64Const, pageShift, op.i64ShrU, op.i32WrapI64, op.localSet, page);
  destination(writer);
  length(writer);
  writer.byte(op.i64Add, op.i64Const, 0x7f, op.i64Add);
  writer.byte(op.i64Const, pageShift, op.i64ShrU, op.i32WrapI64, op.localSet, last);
  writer.byte(op.loop, empty);
  touchUnlessTouched(writer, indices, page);
  writer.byte(op.localGet, page, op.localGet, last, op.i32LtU, op.if, empty);
  writer.byte(op.localGet, page, op.i32Const, 1, op.i32Add, op.localSet, page, op.br, 1);
  writer.byte(op.end, op.end);
  operandsAgain(writer);
  return writer.byte(op.end).finish();
}

export function callHook(
  writer: BinaryWriter,
  indices: InjectedIndices,
  hook: number,
  hookType: number,
): void {
  writer.byte(op.i32Const, hook, op.callIndirect).unsigned(hookType).unsigned(indices.hooksTable);
}

/** Calls the hook `touch` with the page in local `page` unless the page was written in this message. */
export function touchUnlessTouched(writer: BinaryWriter, indices: InjectedIndices, page: number): void {
  writer.byte(op.localGet).unsigned(page);
  // 0x40: the number of a memory follows, here that of the bytes per page.
  writer.byte(op.i32Load8U, 0x40, 1, 0, op.i32Eqz, op.if, empty);
  writer.byte(op.localGet).unsigned(page);
  callHook(writer, indices, hookIndex.touch, indices.touchType);
  writer.byte(op.end);
}
