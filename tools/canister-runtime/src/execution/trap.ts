/** What ends an execution early: a trap of the code itself, of the System API, or a limit. */
import { engine } from "../wasm/engine.ts";
import type { ErrorCode } from "./error-code.ts";

export class Trap extends Error {
  override readonly name = "Trap";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The text of a trap that the engine reports, in the words of the interface specification's implementers. */
const engineMessages: readonly (readonly [RegExp, string])[] = [
  [/^unreachable/u, "unreachable"],
  [/memory access out of bounds/u, "heap out of bounds"],
  [/divide by zero|remainder by zero/u, "integer division by 0"],
  [/divide result unrepresentable|float unrepresentable/u, "integer overflow or invalid conversion"],
  [/table index is out of bounds|table access/u, "table out of bounds"],
  [/null function|signature mismatch/u, "indirect call to a missing function or one of another type"],
  [/call stack/u, "stack overflow"],
];

/** Turns what was thrown out of WebAssembly into a trap; rethrows what is no trap but a bug of this runtime. */
export function asTrap(thrown: unknown, instructionsLeft: bigint): Trap {
  if (thrown instanceof Trap) return thrown;
  if (thrown instanceof engine.RuntimeError || thrown instanceof RangeError) {
    if (instructionsLeft < 0n) {
      return new Trap("IC0522", "exceeded the limit for the number of instructions of one message");
    }
    const known = engineMessages.find(([pattern]) => pattern.test(thrown.message));
    if (known !== undefined) return new Trap("IC0502", known[1]);
    if (thrown instanceof engine.RuntimeError) return new Trap("IC0502", thrown.message);
  }
  throw thrown;
}
