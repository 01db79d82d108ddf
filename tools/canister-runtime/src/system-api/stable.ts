/** Stable memory, with 64-bit offsets and with the deprecated 32-bit ones (interface specification, "Stable memory"). */
import { type Execution, violation } from "../execution/execution.ts";
import { systemFunction, type SystemFunctions } from "./system-function.ts";

/** Instructions for each page of 4 KiB that a message changes for the first time. */
const dirtyPageCost = 1_000;
const pagesOf32Bits = 65_536;

function read(x: Execution, target: number, offset: number, size: number): void {
  x.charge(size);
  x.heap.prepareWrite(target, size);
  x.canister.stable.read(offset, x.heap.window(target, size));
}

function write(x: Execution, offset: number, source: number, size: number): void {
  x.charge(size);
  x.charge(x.canister.stable.write(offset, x.heap.window(source, size)) * dirtyPageCost);
}

function mustBeSmall(x: Execution): void {
  if (x.canister.stable.size > pagesOf32Bits) {
    throw violation("the stable memory is larger than 4 GiB: use the 64-bit functions");
  }
}

export const stableFunctions: SystemFunctions = {
  stable64_size: systemFunction(":l", "* s", 20, (x) => BigInt(x.canister.stable.size)),
  stable64_grow: systemFunction("l:l", "* s", 500, (x, pages: bigint) => {
    const limit = x.surroundings.limits.stableBytes;
    return pages > 2n ** 32n ? -1n : BigInt(x.canister.stable.grow(Number(pages), limit));
  }),
  stable64_read: systemFunction("lll", "* s", 20, (x, target: bigint, offset: bigint, size: bigint) =>
    read(x, Number(target), Number(offset), Number(size)),
  ),
  stable64_write: systemFunction("lll", "* s", 20, (x, offset: bigint, source: bigint, size: bigint) =>
    write(x, Number(offset), Number(source), Number(size)),
  ),
  stable_size: systemFunction(":i", "* s", 20, (x) => {
    mustBeSmall(x);
    return x.canister.stable.size;
  }),
  stable_grow: systemFunction("i:i", "* s", 500, (x, pages: number) => {
    mustBeSmall(x);
    const { stable } = x.canister;
    return stable.size + pages > pagesOf32Bits ? -1 : stable.grow(pages, x.surroundings.limits.stableBytes);
  }),
  stable_read: systemFunction("iii", "* s", 20, (x, target: number, offset: number, size: number) => {
    mustBeSmall(x);
    read(x, target, offset, size);
  }),
  stable_write: systemFunction("iii", "* s", 20, (x, offset: number, source: number, size: number) => {
    mustBeSmall(x);
    write(x, offset, source, size);
  }),
};
