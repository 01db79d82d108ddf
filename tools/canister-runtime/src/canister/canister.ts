/** All that a subnet knows of one canister. */
import type { Principal } from "@icp-sdk/core/principal";
import type { Callback, CallContext, Origin } from "../execution/call-context.ts";
import { StableMemory } from "../execution/stable-memory.ts";
import type { Instance } from "../wasm/instance.ts";
import { CanisterHistory } from "./history.ts";
import { CanisterLog } from "./log.ts";
import type { Settings } from "./settings.ts";

export type CanisterStatus =
  | { kind: "running" }
  /** `waiting`: the calls of `stop_canister` to be answered, with the time when they give up. */
  | { kind: "stopping"; waiting: { origin: Origin; cycles: bigint; until: bigint }[] }
  | { kind: "stopped" };

export interface QueryStatistics {
  calls: bigint;
  instructions: bigint;
  requestBytes: bigint;
  replyBytes: bigint;
}

export class Canister {
  readonly id: Principal;
  /** The id in hexadecimal. */
  readonly key: string;
  settings: Settings;
  status: CanisterStatus = { kind: "running" };
  version = 0n;
  cycles: bigint;
  /** Up to when storage and allocations are paid, in ns. */
  paidUntil: bigint;
  instance: Instance | undefined;
  stable = new StableMemory();
  certifiedData: Uint8Array = new Uint8Array();
  /** In ns; 0 where no timer is set. */
  globalTimer = 0n;
  lowMemoryHook: "idle" | "ready" | "done" = "idle";
  readonly contexts = new Map<number, CallContext>();
  readonly callbacks = new Map<number, Callback>();
  /** Requests that wait to be executed here. */
  waiting = 0;
  readonly chunks = new Map<string, Uint8Array>();
  readonly history = new CanisterHistory();
  readonly log: CanisterLog;
  readonly queryStatistics: QueryStatistics = {
    calls: 0n,
    instructions: 0n,
    requestBytes: 0n,
    replyBytes: 0n,
  };

  constructor(id: Principal, settings: Settings, cycles: bigint, now: bigint, logBytes: number) {
    this.id = id;
    this.key = id.toHex();
    this.settings = settings;
    this.cycles = cycles;
    this.paidUntil = now;
    this.log = new CanisterLog(logBytes);
  }

  isControlledBy(principal: Principal): boolean {
    return this.settings.controllers.some((controller) => controller.compareTo(principal) === "eq");
  }

  /** Bytes of each kind of memory, as `canister_status` reports them. */
  get memory(): {
    heap: number;
    stable: number;
    globals: number;
    module: number;
    sections: number;
    chunks: number;
  } {
    const module = this.instance?.module;
    let sections = 0;
    for (const [name, { content }] of module?.interface.metadata ?? [])
      sections += name.length + content.length;
    let chunks = 0;
    for (const _ of this.chunks) chunks += 2 ** 20;
    return {
      heap: this.instance?.heap.size ?? 0,
      stable: this.stable.bytes,
      globals: 8 * (module?.outline.globals.length ?? 0),
      module: module?.size ?? 0,
      sections,
      chunks,
    };
  }

  get memoryBytes(): number {
    return Object.values(this.memory).reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Whether nothing is open that a stopping canister has to wait for. */
  get isQuiet(): boolean {
    return this.contexts.size === 0 && this.callbacks.size === 0;
  }
}
