/** Writes one function body again with code injected at its points. */
import { BinaryWriter } from "./binary-writer.ts";
import { callHook, touchUnlessTouched } from "./injected-functions.ts";
import type { InjectionPoint, StoredType } from "./injection-points.ts";
import type { InjectedIndices } from "./instrument.ts";
import { hookIndex, pageShift } from "./instrumented-names.ts";
import { valueType } from "./module-outline.ts";
import { bulkOp, op } from "./opcode.ts";

/** Positions in the code section: of the locals, after them, and after the body. */
export interface BodyRange {
  start: number;
  afterLocals: number;
  end: number;
}

/** The locals that a body with stores gets besides its own. */
interface StoreLocals {
  address: number;
  page: number;
  values: Map<StoredType, number>;
}

export function rewriteBody(
  code: Uint8Array,
  range: BodyRange,
  points: readonly InjectionPoint[],
  indices: InjectedIndices,
  firstFreeLocal: number,
): Uint8Array {
  const writer = new BinaryWriter((range.end - range.start) * 2 + 32);
  const locals = writeLocals(
    writer,
    code.subarray(range.start, range.afterLocals),
    points,
    indices,
    firstFreeLocal,
  );
  let copied = range.afterLocals;
  for (const point of points) {
    if (point.kind === "block" && point.cost === 0) continue;
    writer.bytes(code.subarray(copied, point.at));
    copied = "end" in point ? point.end : point.at;
    inject(writer, point, indices, locals);
  }
  return writer.bytes(code.subarray(copied, range.end)).finish();
}

function writeLocals(
  writer: BinaryWriter,
  own: Uint8Array,
  points: readonly InjectionPoint[],
  indices: InjectedIndices,
  firstFreeLocal: number,
): StoreLocals {
  const types = new Set<StoredType>();
  for (const point of points) if (point.kind === "store") types.add(point.value);
  if (types.size === 0) {
    writer.bytes(own);
    return { address: 0, page: 0, values: new Map() };
  }
  const groups: number[] = [indices.is64 ? valueType.i64 : valueType.i32, valueType.i32];
  const values = new Map<StoredType, number>();
  for (const type of types) {
    values.set(type, firstFreeLocal + groups.length);
    groups.push(valueType[type]);
  }
  let at = 0;
  let count = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = own[at++] ?? 0;
    count += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  writer.unsigned(count + groups.length).bytes(own.subarray(at));
  for (const type of groups) writer.byte(1, type);
  return { address: firstFreeLocal, page: firstFreeLocal + 1, values };
}

function inject(
  writer: BinaryWriter,
  point: InjectionPoint,
  indices: InjectedIndices,
  locals: StoreLocals,
): void {
  switch (point.kind) {
    case "block":
      writer.byte(op.globalGet).unsigned(indices.counter);
      writer.byte(op.i64Const).signed(point.cost);
      writer.byte(op.i64Sub, op.globalSet).unsigned(indices.counter);
      if (point.check) {
        writer.byte(op.globalGet).unsigned(indices.counter);
        writer.byte(op.i64Const, 0, op.i64LtS, op.if, 0x40, op.unreachable, op.end);
      }
      return;
    case "store":
      writeBarrier(writer, point, indices, locals);
      return;
    case "bulk_memory": {
      const before =
        point.number === bulkOp.memoryInit
          ? indices.beforeInit
          : point.number === bulkOp.memoryCopy
            ? indices.beforeCopy
            : indices.beforeFill;
      writer.byte(op.call).unsigned(before);
      return;
    }
    case "bulk_table":
      writer.byte(op.call).unsigned(indices.beforeTable);
      return;
    case "memory_size":
      writer.byte(op.globalGet).unsigned(indices.memorySize);
      return;
    case "memory_grow":
      callHook(writer, indices, hookIndex.grow, indices.growType);
      return;
    case "drop_segment":
      // A roll-back could not bring the segment back, so it stays.
      return;
  }
}

/** Before a store: the address and the value are on the stack, and are there again afterwards. */
function writeBarrier(
  writer: BinaryWriter,
  point: { offset: number; value: StoredType },
  indices: InjectedIndices,
  locals: StoreLocals,
): void {
  const value = locals.values.get(point.value) ?? 0;
  writer.byte(op.localSet).unsigned(value);
  writer.byte(op.localTee).unsigned(locals.address);
  if (indices.is64) {
    if (point.offset > 0) writer.byte(op.i64Const).signed(point.offset).byte(op.i64Add);
    writer.byte(op.i64Const, pageShift, op.i64ShrU, op.i32WrapI64);
    // Beyond 8 GiB the store traps anyhow; the page only has to be one whose byte exists.
    writer
      .byte(op.i32Const)
      .signed(2 ** 21 - 1)
      .byte(0x71);
  } else {
    if (point.offset > 0)
      writer
        .byte(op.i32Const)
        .signed(point.offset | 0)
        .byte(op.i32Add);
    writer.byte(op.i32Const, pageShift, op.i32ShrU);
  }
  writer.byte(op.localSet).unsigned(locals.page);
  touchUnlessTouched(writer, indices, locals.page);
  writer.byte(op.localGet).unsigned(locals.address);
  writer.byte(op.localGet).unsigned(value);
}
