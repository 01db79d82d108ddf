/** The subnet behind plain data: what runs in the worker thread, or in the caller's own. */
import { Principal } from "@icp-sdk/core/principal";
import { dataCertificate } from "../certification/data-certificate.ts";
import { type SubnetKeys, subnetKeys } from "../certification/subnet-keys.ts";
import type { Canister } from "../canister/canister.ts";
import type { Response } from "../execution/call-context.ts";
import { canisterRange } from "../subnet/canister-ids.ts";
import { answerOutcall } from "../outcalls/answer.ts";
import type { OutcallResult } from "../outcalls/outcall.ts";
import { FaultSweep } from "../subnet/fault-sweep.ts";
import { submit } from "../subnet/ingress.ts";
import { executeQuery } from "../subnet/query-execution.ts";
import { executeRound, isIdle } from "../subnet/round.ts";
import { Subnet } from "../subnet/subnet.ts";
import { wasmPageBytes } from "../wasm/instrumented-names.ts";
import type {
  EngineApi,
  EngineOptions,
  WireExecution,
  WireFault,
  WireIngress,
  WireOutcall,
  WireQuery,
  WireReject,
  WireStateChanges,
  WireStatus,
} from "./engine-api.ts";
import { StateFeed } from "./state-feed.ts";

/** Rounds without progress after which a message that is not answered counts as stuck. */
const patience = 3;
/** The same where heartbeats may bring progress. */
const heartbeatPatience = 100;
/** Rounds that one question runs at most: canisters can keep each other busy for ever. */
const maximumRounds = 1_000;
/** Bytes of stable memory that are handed out or taken in one piece. */
const maximumStableCopy = 2 ** 31;

export class Engine implements EngineApi {
  readonly #subnet: Subnet;
  readonly #keys: SubnetKeys;
  readonly #feed: StateFeed;

  constructor(options: EngineOptions) {
    this.#keys = subnetKeys(options.seed);
    this.#subnet = new Subnet({
      ...options,
      subnetId: this.#keys.subnetId,
      rootKey: this.#keys.publicKey,
      certify: (_, canister) => this.#certify(canister),
    });
    this.#feed = new StateFeed(this.#subnet);
  }

  /** Only the canister's own part of the state stands in this certificate, and so has to be in its tree. */
  #certify(canister: Canister): Uint8Array {
    const id = canister.id;
    const { certifiedData, instance } = canister;
    const module = instance && { hash: instance.module.hash, metadata: [] };
    const state = {
      time: this.#subnet.time,
      canisters: new Map([[id.toText(), { canisterId: id, controllers: [], module, certifiedData }]]),
      ingress: new Map<string, never>(),
    };
    return dataCertificate({ keys: this.#keys, canisterRanges: [canisterRange()] }, state, id);
  }

  #find(id: Uint8Array): Canister | undefined {
    return this.#subnet.find(Principal.fromUint8Array(id));
  }

  submit(message: WireIngress): WireReject | undefined {
    return submit(this.#subnet, {
      ...message,
      sender: Principal.fromUint8Array(message.sender),
      canisterId: Principal.fromUint8Array(message.canisterId),
      effectiveCanisterId: Principal.fromUint8Array(message.effectiveCanisterId),
    });
  }

  settle(requestId: string, forget: boolean): WireStatus {
    let waited = 0;
    for (let rounds = 0; ; rounds += 1) {
      const status = this.#subnet.ingress.entries.get(requestId)?.status ?? { kind: "unknown" as const };
      if (status.kind !== "received" && status.kind !== "processing") {
        if (forget) this.#subnet.ingress.delete(requestId);
        return status;
      }
      if (!isIdle(this.#subnet)) waited = 0;
      else if (waited >= this.#patience) return status;
      if (rounds >= maximumRounds) return status;
      waited += 1;
      executeRound(this.#subnet);
    }
  }

  get #patience(): number {
    for (const { instance } of this.#subnet.canisters.values()) {
      if (instance?.has("canister_heartbeat") === true) return heartbeatPatience;
    }
    return patience;
  }

  query({ sender, canisterId, method, argument }: WireQuery): Response {
    const caller = Principal.fromUint8Array(sender);
    return executeQuery(this.#subnet, {
      caller,
      canisterId: Principal.fromUint8Array(canisterId),
      method,
      argument,
    });
  }

  tick(rounds: number): void {
    for (let round = 0; round < rounds; round += 1) executeRound(this.#subnet);
  }

  runUntilIdle(): void {
    for (let rounds = 0; rounds < maximumRounds; rounds += 1) {
      executeRound(this.#subnet);
      if (isIdle(this.#subnet)) return;
    }
  }

  getTime(): bigint {
    return this.#subnet.time;
  }

  setTime(time: bigint): void {
    this.#subnet.time = time;
  }

  stateChanges(): WireStateChanges {
    return this.#feed.take();
  }

  cyclesOf(canisterId: Uint8Array): bigint | undefined {
    return this.#find(canisterId)?.cycles;
  }

  addCycles(canisterId: Uint8Array, amount: bigint): bigint | undefined {
    const canister = this.#find(canisterId);
    if (canister === undefined) return undefined;
    canister.cycles += amount;
    return canister.cycles;
  }

  stableMemory(canisterId: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    const canister = this.#find(canisterId);
    if (canister === undefined || canister.stable.bytes > maximumStableCopy) return undefined;
    return canister.stable.image();
  }

  setStableMemory(canisterId: Uint8Array, content: Uint8Array): boolean {
    const canister = this.#find(canisterId);
    if (canister === undefined) return false;
    const missing = Math.ceil(content.length / wasmPageBytes) - canister.stable.size;
    if (missing > 0) canister.stable.grow(missing, this.#subnet.limits.stableBytes);
    canister.stable.write(0, content);
    canister.stable.commit();
    return true;
  }

  takeExecutions(): WireExecution[] {
    return this.#subnet.executions
      .take()
      .map((record) => ({ ...record, canisterId: record.canisterId.toUint8Array() }));
  }

  injectFault({ canisterId, atSystemCall, entry, skip }: WireFault): void {
    const canister = canisterId && Principal.fromUint8Array(canisterId).toHex();
    this.#subnet.faults.push({ canister, atSystemCall, entry, skip });
  }

  clearFaults(): void {
    this.#subnet.faults.length = 0;
    this.allowFaults(0, 0);
  }

  sweepFaults(known: readonly string[]): void {
    this.#subnet.faultSweep = new FaultSweep(known);
  }

  allowFaults(atMost: number, ofEach: number): void {
    this.#subnet.faultSweep?.allow(atMost, ofEach);
  }

  rehearseTraps(on: boolean): void {
    this.#subnet.rehearsesTraps = on;
  }

  pendingOutcalls(): WireOutcall[] {
    return [...this.#subnet.outcalls.values()].map(({ outcall, request }) => ({
      ...outcall,
      canisterId: request.caller.toUint8Array(),
    }));
  }

  answerOutcall(id: number, results: readonly OutcallResult[]): boolean {
    return answerOutcall(this.#subnet, id, results);
  }
}
