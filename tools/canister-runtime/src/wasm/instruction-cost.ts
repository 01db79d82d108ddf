/**
 * What each instruction costs, in the unit that the Internet Computer limits and charges as "instructions".
 *
 * The weights are those of the replica (`rs/embedders`, `instruction_to_cost`), for modules with 32-bit memory;
 * with 64-bit memory loads and stores cost 2.
 */

/** Cost per opcode byte; `op.bulk` and `op.simd` have their own tables. */
const plain = new Uint16Array(256).fill(1);
/** Cost per second number of instructions that start with 0xfc. */
const bulk = new Uint16Array(18).fill(100);
/** Cost per second number of instructions that start with 0xfd. */
const simd = new Uint16Array(276).fill(1);

function set(table: Uint16Array, cost: number, ...opcodes: number[]): void {
  for (const opcode of opcodes) table[opcode] = cost;
}

set(plain, 0, 0x02, 0x03, 0x05, 0x0b); // block, loop, else, end
set(plain, 2, 0x04, 0x0c, 0x0d, 0x0e); // if, br, br_if, br_table
set(plain, 5, 0x10); // call
set(plain, 10, 0x11); // call_indirect
set(plain, 3, 0x12); // return_call
set(plain, 60, 0x13); // return_call_indirect
set(plain, 2, 0x23, 0x24); // global.get, global.set
set(plain, 5, 0x25, 0x26); // table.get, table.set
set(plain, 20, 0x3f); // memory.size
set(plain, 300, 0x40); // memory.grow
set(plain, 10, 0x6d, 0x6e, 0x6f, 0x70, 0x7f, 0x80, 0x81, 0x82); // integer division and remainder
for (let opcode = 0x5b; opcode <= 0x66; opcode += 1) set(plain, 3, opcode); // comparisons of floats
set(plain, 2, 0x8d, 0x8e, 0x8f, 0x90, 0x92, 0x93, 0x94); // f32: ceil to nearest, add, sub, mul
set(plain, 2, 0x9b, 0x9c, 0x9d, 0x9e, 0xa0, 0xa1, 0xa2); // the same of f64
set(plain, 5, 0x91, 0xa3); // f32.sqrt, f64.div
set(plain, 8, 0x9f); // f64.sqrt
set(plain, 3, 0x95, 0xa6); // f32.div, f64.copysign
set(plain, 18, 0x96, 0x97, 0xa4, 0xa5); // min, max
set(plain, 2, 0x98); // f32.copysign
set(plain, 20, 0xa8, 0xa9, 0xaa, 0xab, 0xae, 0xaf, 0xb0, 0xb1); // float to integer
set(plain, 3, 0xb2, 0xb4, 0xb7, 0xb9); // signed integer to float
set(plain, 16, 0xb3, 0xb5, 0xb8, 0xba); // unsigned integer to float
set(plain, 5, 0xd1); // ref.is_null
set(plain, 130, 0xd2); // ref.func

for (let number = 0; number <= 7; number += 1) set(bulk, 20, number); // saturating float to integer
set(bulk, 300, 9, 13, 15); // data.drop, elem.drop, table.grow
set(bulk, 100, 16); // table.size

set(simd, 3, 13, 98, 107, 108, 204); // shuffle, i8x16.popcnt, i8x16.shl, i8x16.shr_s, i64x2.shr_s
set(simd, 2, 38, 40, 48, 50, 58, 60, 109); // unsigned comparisons, i8x16.shr_u
set(simd, 2, 125, 139, 140, 141, 157, 159); // i16x8: pairwise addition, shifts, extended products
set(simd, 3, 127); // i32x4.extadd_pairwise_i16x8_u
set(simd, 2, 171, 172, 173, 181, 188, 189, 190, 191, 203, 205); // i32x4 and i64x2: shifts, products
set(simd, 4, 213); // i64x2.mul
set(simd, 2, 103, 104, 105, 106, 116, 117, 122, 148); // rounding of vectors
set(simd, 2, 224, 225, 228, 229, 230, 236, 237, 240, 241, 242); // abs to mul of float vectors
set(simd, 5, 227); // f32x4.sqrt
set(simd, 14, 239); // f64x2.sqrt
set(simd, 10, 231); // f32x4.div
set(simd, 12, 243); // f64x2.div
set(simd, 4, 232, 233, 244, 249, 251); // minima and maxima, unsigned conversions
set(simd, 5, 245); // f64x2.max
set(simd, 2, 248, 252); // truncations of vectors
set(simd, 3, 253);

/** The cost of the instruction with this opcode byte, without the loads' surcharge of 64-bit memory. */
export const instructionCost = (opcode: number): number => plain[opcode] ?? 1;
/** The fixed cost of a bulk instruction; those that copy or fill cost one more for each byte or entry. */
export const bulkInstructionCost = (number: number): number => bulk[number] ?? 1;
export const simdInstructionCost = (number: number): number => simd[number] ?? 1;
