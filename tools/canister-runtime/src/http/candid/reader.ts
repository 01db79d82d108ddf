// Reads the numbers and strings that a Candid message is made of (Candid specification, "Binary Format").
import { RequestError } from "../request-error.ts";

/** More steps than reading any honest message of two megabytes takes. */
const maxSteps = 5_000_000;

/** A position in a message. Its methods throw a RequestError `request_malformed` where the message ends. */
export class CandidReader {
  private offset = 0;
  private steps = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Counts work, because a short message can announce any number of values of no size. */
  step(): void {
    if (++this.steps > maxSteps) throw malformedCandid("it takes too long to read");
  }

  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.offset) throw malformedCandid("it ends too early");
    this.offset += length;
    return this.bytes.subarray(this.offset - length, this.offset);
  }

  byte(): number {
    this.step();
    return this.take(1)[0] ?? 0;
  }

  /** Unsigned LEB128; what exceeds 2^53 announces more than any message holds. */
  natural(): number {
    let value = 0;
    let weight = 1;
    for (let byte = this.byte(); ; byte = this.byte()) {
      value += (byte & 0x7f) * weight;
      if (!Number.isSafeInteger(value)) throw malformedCandid("a number is too large");
      if (byte < 0x80) return value;
      weight *= 128;
    }
  }

  /** Signed LEB128 of a type: an index if it is not negative, else an opcode. */
  typeReference(): number {
    const first = this.byte();
    if (first < 0x80) return first < 0x40 ? first : first - 0x80;
    const high = this.natural();
    const value = (first & 0x7f) + high * 128;
    return Number.isSafeInteger(value) ? value : Number.MAX_SAFE_INTEGER;
  }

  /** Skips an integer of any size. */
  skipInteger(): void {
    while (this.byte() >= 0x80);
  }
}

export const malformedCandid = (why: string): RequestError =>
  new RequestError("request_malformed", `The argument is not the Candid that was expected: ${why}.`);
