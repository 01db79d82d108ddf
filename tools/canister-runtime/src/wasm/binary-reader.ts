/** Reads the binary format of WebAssembly (core specification, section 5.2): bytes, LEB128 numbers, names, vectors. */
import { CanisterRuntimeError } from "../error.ts";

export class BinaryReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined || this.at >= this.end) throw truncated();
    this.at += 1;
    return value;
  }

  /** An unsigned LEB128 number of at most 32 bits. */
  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new CanisterRuntimeError("invalid_module", "a LEB128 number is longer than 32 bits");
  }

  /** An unsigned LEB128 number of at most 64 bits; exact up to 2^53. */
  u64(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new CanisterRuntimeError("invalid_module", "a LEB128 number is longer than 64 bits");
  }

  /** Steps over one LEB128 number, signed or not. */
  skipLeb(): void {
    while (this.byte() >= 0x80);
  }

  skip(length: number): void {
    this.at += length;
    if (this.at > this.end) throw truncated();
  }

  take(length: number): Uint8Array {
    const start = this.at;
    this.skip(length);
    return this.bytes.subarray(start, this.at);
  }

  name(): string {
    return new TextDecoder("utf-8", { fatal: true }).decode(this.take(this.u32()));
  }
}

function truncated(): CanisterRuntimeError {
  return new CanisterRuntimeError("invalid_module", "the module ends too early");
}
