/** The runtime: one subnet of the Internet Computer within this process, with the functions of PocketIC and a replica's HTTP side. */
import { readFile } from "node:fs/promises";
import { sha256 } from "@noble/hashes/sha2.js";
import type { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { type Actor, createActor } from "./actor.ts";
import type {
  CallOptions,
  CanisterHost,
  CanisterSettings,
  CreateCanisterOptions,
  InstallCodeOptions,
  SetupCanisterOptions,
  UpgradeCanisterOptions,
  Wasm,
} from "./canister-host.ts";
import { subnetKeys } from "./certification/subnet-keys.ts";
import { EngineReplica } from "./engine-replica.ts";
import { inlineEngine } from "./engine/engine-link.ts";
import { workerEngine } from "./engine/worker-engine.ts";
import { CanisterRuntimeError } from "./error.ts";
import type { Limits } from "./execution/limits.ts";
import type { IngressCall, Reject } from "./http/replica.ts";
import {
  type CanisterLogRecord,
  type CanisterStatusResult,
  createRequest,
  decodeCreated,
  decodeLogs,
  decodeStatus,
  installRequests,
  type ManagementRequest,
  settingsRequest,
  targetRequest,
  upgradeMode,
} from "./management-client.ts";
import type { OutcallHandler } from "./outcalls/handler.ts";
import type { OutcallResult } from "./outcalls/outcall.ts";
import type { CanisterOutcall } from "./outcalls/outcall-driver.ts";
import type { ExecutionRecord } from "./subnet/execution-record.ts";

export interface CanisterRuntimeOptions {
  /** 32 bytes from which keys and `raw_rand` come; a fixed seed by default, so that runs are repeatable. */
  seed?: Uint8Array;
  /** Milliseconds since the Unix epoch; 2026-01-01 by default. */
  time?: Date | number;
  /** Limits that differ from those of the network. */
  limits?: Partial<Limits>;
  /**
   * `worker`, the default, executes canisters in a thread with a stack of 64 MiB, which interpreters such as
   * QuickJS (Azle) need; `inline` executes them in the caller's thread.
   */
  thread?: "worker" | "inline";
  /**
   * Who answers HTTP outcalls. Without it they wait for `answerHttpsOutcall`; `loopbackOutcalls()` sends them to
   * servers on this machine.
   */
  outcalls?: OutcallHandler;
}

/** Traps an execution on purpose, to see that nothing half-done stays. */
export interface Fault {
  /** Whichever canister runs next, if this is left out; queries then do not count, as nothing stays of them. */
  canisterId?: Principal;
  /** The first execution that gets so far traps at this call of an `ic0` function; 1 is the first. */
  atSystemCall: number;
  /** Only executions of this entry point, such as `canister_update publish` or `reply callback`. */
  entry?: string;
  /** Executions that match and are let through first; 0 by default. */
  skip?: number;
}

const defaultTime = Date.UTC(2026, 0, 1);
const nanosecondsPerMillisecond = 1_000_000n;
/** How long answers to calls of this object are kept, in ns. */
const ingressLifetime = 300_000_000_000n;

export class CanisterRuntime extends EngineReplica implements CanisterHost {
  #nextRequest = 0;

  static async create(options: CanisterRuntimeOptions = {}): Promise<CanisterRuntime> {
    const { seed = new Uint8Array(32), limits = {}, thread = "worker" } = options;
    const time = BigInt(Number(options.time ?? defaultTime)) * nanosecondsPerMillisecond;
    const engine = { seed, time, limits };
    const link = thread === "inline" ? inlineEngine(engine) : workerEngine(engine);
    return new CanisterRuntime(subnetKeys(seed), link, options.outcalls);
  }

  async setupCanister<T extends object>(
    options: SetupCanisterOptions,
  ): Promise<{ actor: Actor<T>; canisterId: Principal }> {
    const canisterId = await this.createCanister(options);
    await this.installCode({ ...options, canisterId });
    return { actor: this.createActor<T>(options.idlFactory, canisterId), canisterId };
  }

  async createCanister(options: CreateCanisterOptions = {}): Promise<Principal> {
    return decodeCreated(await this.#manage(createRequest(options)));
  }

  async installCode(options: InstallCodeOptions): Promise<void> {
    await this.#install(options, { install: null });
  }

  async reinstallCode(options: InstallCodeOptions): Promise<void> {
    await this.#install(options, { reinstall: null });
  }

  async upgradeCanister(options: UpgradeCanisterOptions): Promise<void> {
    await this.#install(options, upgradeMode(options.upgradeModeOptions));
  }

  async #install(options: InstallCodeOptions, mode: Parameters<typeof installRequests>[2]): Promise<void> {
    const module = await readWasm(options.wasm);
    for (const request of installRequests(options, module, mode, sha256)) await this.#manage(request);
  }

  async updateCanisterSettings(
    options: CanisterSettings & { canisterId: Principal; sender?: Principal },
  ): Promise<void> {
    await this.#manage(settingsRequest(options));
  }

  async startCanister({ canisterId, sender }: { canisterId: Principal; sender?: Principal }): Promise<void> {
    await this.#manage(targetRequest("start_canister", canisterId, sender));
  }

  async stopCanister({ canisterId, sender }: { canisterId: Principal; sender?: Principal }): Promise<void> {
    await this.#manage(targetRequest("stop_canister", canisterId, sender));
  }

  async deleteCanister({ canisterId, sender }: { canisterId: Principal; sender?: Principal }): Promise<void> {
    await this.#manage(targetRequest("delete_canister", canisterId, sender));
  }

  async uninstallCode({ canisterId, sender }: { canisterId: Principal; sender?: Principal }): Promise<void> {
    await this.#manage(targetRequest("uninstall_code", canisterId, sender));
  }

  /** What the canister printed, and why it trapped: the last 4 KiB. */
  async fetchCanisterLogs({
    canisterId,
    sender,
  }: {
    canisterId: Principal;
    sender?: Principal;
  }): Promise<CanisterLogRecord[]> {
    const { method, arg, ...request } = targetRequest("fetch_canister_logs", canisterId, sender);
    const management = Principal.managementCanister();
    return decodeLogs(await this.queryCall({ ...request, method, arg, canisterId: management }));
  }

  async canisterStatus({
    canisterId,
    sender,
  }: {
    canisterId: Principal;
    sender?: Principal;
  }): Promise<CanisterStatusResult> {
    return decodeStatus(await this.#manage(targetRequest("canister_status", canisterId, sender)));
  }

  createActor<T extends object>(idlFactory: IDL.InterfaceFactory, canisterId: Principal): Actor<T> {
    return createActor<T>(idlFactory, ({ query, ...call }) =>
      query ? this.queryCall({ ...call, canisterId }) : this.updateCall({ ...call, canisterId }),
    );
  }

  /** @throws CanisterRuntimeError `rejected` */
  async queryCall({ canisterId, method, arg, sender }: CallOptions): Promise<Uint8Array> {
    const answer = await this.query({
      sender: sender ?? Principal.anonymous(),
      canisterId,
      method,
      argument: arg ?? new Uint8Array(),
    });
    if ("reject" in answer) throw rejected(answer.reject);
    return answer.reply;
  }

  /**
   * Calls an update method and runs rounds until it is answered.
   *
   * @throws CanisterRuntimeError `rejected`, `not_accepted`, `not_answered`
   */
  async updateCall({ canisterId, method, arg, sender }: CallOptions): Promise<Uint8Array> {
    return this.#callAndWait({
      sender: sender ?? Principal.anonymous(),
      canisterId,
      method,
      argument: arg ?? new Uint8Array(),
      effectiveCanisterId: canisterId,
    });
  }

  #manage({ sender, method, arg, effectiveCanisterId }: ManagementRequest): Promise<Uint8Array> {
    const canisterId = Principal.managementCanister();
    return this.#callAndWait({ sender, canisterId, method, argument: arg, effectiveCanisterId });
  }

  async #callAndWait(call: Omit<IngressCall, "requestId" | "ingressExpiry">): Promise<Uint8Array> {
    const requestId = new Uint8Array(32);
    new DataView(requestId.buffer).setUint32(28, this.#nextRequest++);
    const ingressExpiry = (await this.link.call("getTime")) + ingressLifetime;
    const refused = await this.submit({ ...call, requestId, ingressExpiry });
    if (refused !== undefined) throw rejected(refused, "not_accepted");
    const status = await this.settle(requestId, true);
    if (status.status === "replied") return status.reply;
    if (status.status === "rejected") throw rejected(status.reject);
    throw new CanisterRuntimeError(
      "not_answered",
      `"${call.method}" is not answered, and nothing is left to execute before the clock moves on`,
    );
  }

  /** Executes what is due, with all HTTP outcalls that come of it, until nothing is left to do at this time. */
  async runUntilQuiet(): Promise<void> {
    for (;;) {
      await this.link.call("runUntilIdle");
      if (!(await this.outcalls.start())) return;
      await this.outcalls.nextAnswer();
    }
  }

  /** The HTTP outcalls that wait for an answer. */
  async getPendingHttpsOutcalls(): Promise<CanisterOutcall[]> {
    return this.outcalls.pending();
  }

  /**
   * Answers an outcall, where no handler does.
   *
   * @param results one for all nodes of the subnet, or several to have the nodes see different answers
   * @throws CanisterRuntimeError `invalid_argument` if no such outcall waits
   */
  async answerHttpsOutcall(id: number, ...results: OutcallResult[]): Promise<void> {
    if (await this.link.call("answerOutcall", id, results)) return;
    throw new CanisterRuntimeError("invalid_argument", `no outcall ${id} waits for an answer`);
  }

  async getControllers(canisterId: Principal): Promise<Principal[]> {
    const { canisters } = await this.state();
    const canister = canisters.get(canisterId.toText());
    if (canister === undefined) throw noCanister(canisterId);
    return [...canister.controllers];
  }

  async tick(times = 1): Promise<void> {
    await this.link.call("tick", times);
    await this.outcalls.start();
  }

  async getTime(): Promise<number> {
    return Number((await this.link.call("getTime")) / nanosecondsPerMillisecond);
  }

  async setTime(time: Date | number): Promise<void> {
    await this.link.call("setTime", BigInt(Math.round(Number(time))) * nanosecondsPerMillisecond);
  }

  async advanceTime(duration: number): Promise<void> {
    const now = await this.link.call("getTime");
    await this.link.call("setTime", now + BigInt(Math.round(duration * 1e6)));
  }

  async getCyclesBalance(canisterId: Principal): Promise<bigint> {
    const cycles = await this.link.call("cyclesOf", canisterId.toUint8Array());
    if (cycles === undefined) throw noCanister(canisterId);
    return cycles;
  }

  async addCycles(canisterId: Principal, amount: number | bigint): Promise<bigint> {
    const cycles = await this.link.call("addCycles", canisterId.toUint8Array(), BigInt(amount));
    if (cycles === undefined) throw noCanister(canisterId);
    return cycles;
  }

  async getStableMemory(canisterId: Principal): Promise<Uint8Array> {
    const content = await this.link.call("stableMemory", canisterId.toUint8Array());
    if (content === undefined) throw noCanister(canisterId);
    return content;
  }

  async setStableMemory(canisterId: Principal, stableMemory: Uint8Array): Promise<void> {
    const done = await this.link.call("setStableMemory", canisterId.toUint8Array(), stableMemory);
    if (!done) throw noCanister(canisterId);
  }

  /** The runs of canisters' code since this was last asked, with their instructions: at most the last 10,000. */
  async takeExecutions(): Promise<ExecutionRecord[]> {
    const records = await this.link.call("takeExecutions");
    return records.map((record) => ({ ...record, canisterId: Principal.fromUint8Array(record.canisterId) }));
  }

  /** Makes one execution to come trap. Of several faults that match an execution, the one that was injected first is next. */
  async injectFault({ canisterId, atSystemCall, entry, skip = 0 }: Fault): Promise<void> {
    await this.link.call("injectFault", {
      canisterId: canisterId?.toUint8Array(),
      atSystemCall,
      entry,
      skip,
    });
  }

  /** Forgets faults that did not happen yet; a sweep makes nothing trap until it is allowed to again. */
  async clearFaults(): Promise<void> {
    await this.link.call("clearFaults");
  }

  /**
   * Begins a sweep: as far as {@link allowFaults} allows it, a message traps by itself at the first place where none has
   * trapped yet. A place is an entry point of a module, be it of an update, a timer or a callback for the answer to some
   * method, with the `ic0` function that it calls there, for `call_perform` also with the method that is called; or the
   * entry point with which of its runs this is: the 1st, the 2nd or 3rd, the 4th to 7th and so on of one canister.
   * `places` of its {@link ExecutionRecord} names those at which it was the first.
   *
   * @param known places where messages have trapped before, in this runtime or in another with the same modules
   */
  async sweepFaults(known: Iterable<string>): Promise<void> {
    await this.link.call("sweepFaults", [...known]);
  }

  /**
   * From now on at most so many messages trap in a sweep, so that who tries again comes through. Queries, inspections and
   * cleanup callbacks never do.
   *
   * @param ofEach how many of them may be of the same entry point of the same canister
   */
  async allowFaults(atMost: number, ofEach = atMost): Promise<void> {
    await this.link.call("allowFaults", atMost, ofEach);
  }

  /**
   * From now on, or no longer, each message rehearses a trap at each of its System API calls: what a roll-back would
   * put back there is compared with what the canister was before the message, and at calls 1, 2, 4, 8 and so on, and at
   * the end, all is rolled back indeed, compared as a whole, and put forward again. `rehearsed` of its
   * {@link ExecutionRecord} tells at how many calls. Queries and inspections are left out: they are always rolled back.
   *
   * Calls that meet a canister which would not be as it was fail with the code `engine`.
   */
  async rehearseTraps(on: boolean): Promise<void> {
    await this.link.call("rehearseTraps", on);
  }

  async tearDown(): Promise<void> {
    await this.link.close();
  }
}

async function readWasm(wasm: Wasm): Promise<Uint8Array> {
  return typeof wasm === "string" ? new Uint8Array(await readFile(wasm)) : wasm;
}

function rejected(reject: Reject, code: "rejected" | "not_accepted" = "rejected"): CanisterRuntimeError {
  const suffix = reject.errorCode === undefined ? "" : ` (${reject.errorCode})`;
  return new CanisterRuntimeError(code, `${reject.message}${suffix}`, {
    rejectCode: reject.code,
    rejectMessage: reject.message,
    ...(reject.errorCode === undefined ? {} : { errorCode: reject.errorCode }),
  });
}

const noCanister = (id: Principal): CanisterRuntimeError =>
  new CanisterRuntimeError("invalid_argument", `there is no canister ${id.toText()}`);
