/** One run of a canister's code: what it was given, what it did so far, and what it may do (interface specification, "Execution state"). */
import type { Principal } from "@icp-sdk/core/principal";
import type { Canister } from "../canister/canister.ts";
import { liquid } from "../cycles/balance.ts";
import type { Heap } from "../wasm/heap.ts";
import type { Instance } from "../wasm/instance.ts";
import type { ErrorCode } from "./error-code.ts";
import type { CallContext, Closure, Response } from "./call-context.ts";
import type { Limits } from "./limits.ts";
import type { Mode } from "./mode.ts";
import { Trap } from "./trap.ts";

/** What code can see of the world around its canister. */
export interface Surroundings {
  /** Nanoseconds since the Unix epoch. */
  readonly time: bigint;
  readonly subnetId: Principal;
  readonly rootKey: Uint8Array;
  readonly limits: Limits;
  /** The certificate of a canister's certified data. */
  certify(canister: Canister): Uint8Array;
}

export interface ExecutionInput {
  mode: Mode;
  caller: Principal;
  instructionLimit: bigint;
  argument?: Uint8Array;
  /** Why the call was rejected, in `Rt` and `CRt`; in `C` and `CC` only the code counts. */
  rejection?: { code: number; message: string };
  /** In `F`. */
  methodName?: string;
  /** The call that is executed; undefined where nobody waits for a response. */
  context?: CallContext | undefined;
  /** Cycles that came back with a response. */
  refunded?: bigint;
  /** Cycles that the canister has during the run: the balance less what the run may cost. */
  balance?: bigint;
  /** Whether a certificate of the certified data is at hand. */
  certificate?: boolean;
}

/** A call under construction or performed. */
export interface OutgoingCall {
  callee: Uint8Array;
  method: string;
  argument: Uint8Array[];
  argumentBytes: number;
  reply: Closure;
  reject: Closure;
  cleanup: Closure | undefined;
  cycles: bigint;
  /** Undefined: the response is waited for without bound. */
  timeoutSeconds: number | undefined;
  prepaidExecution: bigint;
  prepaidTransmission: bigint;
}

/** Where `wasm_memory_limit` holds: not in callbacks, which have to be able to finish, nor where nothing stays. */
const heapLimited: ReadonlySet<Mode> = new Set<Mode>(["I", "U", "RQ", "T"]);

/** Traps an execution at its n-th System API call, to see that nothing half-done stays. */
export interface Fault {
  /** 1 for the first call. */
  atCall: number;
}

export class Execution {
  readonly canister: Canister;
  readonly instance: Instance;
  readonly surroundings: Surroundings;
  readonly input: ExecutionInput;
  readonly mode: Mode;
  fault: Fault | undefined;
  /** Asked before each System API call, by its name, whether the execution traps there. */
  strikes: ((name: string) => boolean) | undefined;
  /** Called before each System API call does anything. */
  rehearse: (() => void) | undefined;

  systemCalls = 0;
  balance: bigint;
  /** Cycles of the call that are still available. */
  available: bigint;
  /** Cycles of the call that go back with the response. */
  unclaimed = 0n;
  burned = 0n;
  replyParts: Uint8Array[] = [];
  replyBytes = 0;
  response: Response | undefined;
  pending: OutgoingCall | undefined;
  readonly calls: OutgoingCall[] = [];
  certifiedData: Uint8Array | undefined;
  globalTimer: bigint | undefined;
  accepted = false;
  /** What was printed; it stays even if the run traps. */
  readonly printed: Uint8Array[] = [];

  constructor(canister: Canister, instance: Instance, surroundings: Surroundings, input: ExecutionInput) {
    this.canister = canister;
    this.instance = instance;
    this.surroundings = surroundings;
    this.input = input;
    this.mode = input.mode;
    this.balance = input.balance ?? canister.cycles;
    this.available = input.context?.cycles ?? 0n;
  }

  get heap(): Heap {
    return this.instance.heap;
  }

  get instructions(): bigint {
    return this.input.instructionLimit - this.instance.instructionsLeft;
  }

  /** @throws Trap if fewer instructions are left */
  charge(instructions: number): void {
    const left = this.instance.instructionsLeft - BigInt(instructions);
    this.instance.instructionsLeft = left;
    if (left < 0n)
      throw new Trap("IC0522", "exceeded the limit for the number of instructions of one message");
  }

  /** Copies a part of a blob into the heap; the offset and size are the canister's. */
  copyOut(blob: Uint8Array, target: number, offset: number, size: number): void {
    this.charge(size);
    if (offset + size > blob.length) throw violation(`the bytes ${offset} to ${offset + size} do not exist`);
    this.heap.write(target, blob.subarray(offset, offset + size));
  }

  /** Copies bytes of the heap. */
  copyIn(source: number, size: number): Uint8Array<ArrayBuffer> {
    this.charge(size);
    return this.heap.read(source, size);
  }

  /** Writes a number of cycles as 16 little-endian bytes. */
  writeCycles(target: number, cycles: bigint): void {
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    view.setBigUint64(0, BigInt.asUintN(64, cycles), true);
    view.setBigUint64(8, cycles >> 64n, true);
    this.heap.write(target, bytes);
  }

  /** Whether the call that is executed still has to be responded to. */
  get mayRespond(): boolean {
    return this.response === undefined && this.input.context?.responded === false;
  }

  /** What may be sent away: the balance above the freezing limit. */
  get liquidBalance(): bigint {
    return liquid(this.canister, this.balance);
  }

  /** Before the heap grows to `bytes`. @throws Trap where the canister's own limit forbids it */
  checkHeap(bytes: number): void {
    const { wasmMemoryLimit } = this.canister.settings;
    if (wasmMemoryLimit > 0n && heapLimited.has(this.mode) && BigInt(bytes) > wasmMemoryLimit) {
      throw new Trap("IC0539", `exceeded its Wasm memory limit of ${wasmMemoryLimit} bytes`);
    }
  }

  /** The call under construction is given up. */
  abandonCall(): void {
    if (this.pending !== undefined) this.balance += this.pending.cycles;
    this.pending = undefined;
  }
}

/** A use of the System API against its contract. */
export const violation = (message: string, code: ErrorCode = "IC0504"): Trap => new Trap(code, message);
