/**
 * Finds where a function body has to be changed: at the start of each basic block, to count its instructions,
 * and at each instruction that writes to memory or changes its size.
 *
 * A basic block is a run of instructions without branches into or out of it. Its whole cost is taken at its
 * start; only at the starts of functions and loops is the counter compared with zero, because nothing else can
 * run without bound.
 */
import { BinaryReader } from "./binary-reader.ts";
import { bulkInstructionCost, instructionCost, simdInstructionCost } from "./instruction-cost.ts";
import {
  bulkOp,
  op,
  readMemoryArgument,
  simdStore,
  skipBulkImmediates,
  skipImmediates,
  skipSimdImmediates,
} from "./opcode.ts";

export type InjectionPoint =
  /** Take `cost` from the counter; `check` whether it fell below zero. */
  | { kind: "block"; at: number; cost: number; check: boolean }
  /** A store to the address on the stack plus `offset`, whose value has the type `value`. */
  | { kind: "store"; at: number; offset: number; value: StoredType }
  /** `memory.copy`, `memory.fill` or `memory.init`. */
  | { kind: "bulk_memory"; at: number; number: number }
  /** `table.copy`, `table.fill` or `table.init`. */
  | { kind: "bulk_table"; at: number }
  /** An instruction from `at` to `end` that is replaced. */
  | { kind: "memory_size" | "memory_grow" | "drop_segment"; at: number; end: number };

export type StoredType = "i32" | "i64" | "f32" | "f64" | "v128";

const storedTypes: readonly StoredType[] = ["i32", "i64", "f32", "f64", "i32", "i32", "i64", "i64", "i64"];

/** Instructions after which a basic block ends. */
const branches = new Set<number>([
  op.if,
  op.else,
  op.end,
  op.br,
  op.brIf,
  op.brTable,
  op.return,
  op.unreachable,
  op.returnCall,
  op.returnCallIndirect,
]);

/** The points of the body between `start` (after the locals) and `end`, in the order of their positions. */
export function findInjectionPoints(
  code: Uint8Array,
  start: number,
  end: number,
  is64: boolean,
): { points: InjectionPoint[]; changesTables: boolean } {
  const reader = new BinaryReader(code, start, end);
  const points: InjectionPoint[] = [];
  let changesTables = false;
  // An empty function costs something too.
  let block = { kind: "block" as const, at: start, cost: 1, check: true };
  points.push(block);
  while (!reader.done) {
    const at = reader.at;
    const opcode = reader.byte();
    if (opcode >= op.firstStore && opcode <= op.lastStore) {
      block.cost += is64 ? 2 : 1;
      const value = storedTypes[opcode - op.firstStore] ?? "i32";
      points.push({ kind: "store", at, offset: readMemoryArgument(reader), value });
    } else if (opcode === op.bulk) {
      const number = reader.u32();
      block.cost += bulkInstructionCost(number);
      skipBulkImmediates(reader, number);
      if (number === bulkOp.memoryCopy || number === bulkOp.memoryFill || number === bulkOp.memoryInit) {
        points.push({ kind: "bulk_memory", at, number });
      } else if (number === bulkOp.tableCopy || number === bulkOp.tableFill || number === bulkOp.tableInit) {
        points.push({ kind: "bulk_table", at });
        changesTables = true;
      } else if (number === bulkOp.tableGrow) {
        changesTables = true;
      } else if (number === bulkOp.dataDrop || number === bulkOp.elemDrop) {
        points.push({ kind: "drop_segment", at, end: reader.at });
      }
    } else if (opcode === op.simd) {
      const number = reader.u32();
      block.cost += simdInstructionCost(number);
      if (simdStore(number)) {
        if (is64) block.cost += 1;
        const offset = readMemoryArgument(reader);
        if (number !== 11) reader.skip(1);
        points.push({ kind: "store", at, offset, value: "v128" });
      } else {
        if (is64 && (number <= 10 || (number >= 84 && number <= 87) || number >= 92)) {
          if (number <= 93) block.cost += 1;
        }
        skipSimdImmediates(reader, number);
      }
    } else {
      block.cost += instructionCost(opcode);
      if (is64 && opcode >= op.firstLoad && opcode < op.firstStore) block.cost += 1;
      skipImmediates(reader, opcode);
      if (opcode === op.loop || branches.has(opcode)) {
        block = { kind: "block", at: reader.at, cost: 0, check: opcode === op.loop };
        points.push(block);
      } else if (opcode === op.memoryGrow || opcode === op.memorySize) {
        const kind = opcode === op.memoryGrow ? "memory_grow" : "memory_size";
        points.push({ kind, at, end: reader.at });
      } else if (opcode === 0x26) {
        changesTables = true;
      }
    }
  }
  return { points, changesTables };
}
