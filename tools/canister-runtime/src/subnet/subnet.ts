/**
 * The state of the one subnet that is modelled: its canisters, the messages on their way, its clock.
 *
 * Everything that happens to it is a function in a file beside this one; nothing here waits or depends on the
 * machine, so the same calls lead to the same state.
 */
import type { Principal } from "@icp-sdk/core/principal";
import { Canister } from "../canister/canister.ts";
import type { Settings } from "../canister/settings.ts";
import { defaultLimits, type Limits } from "../execution/limits.ts";
import type { Surroundings } from "../execution/execution.ts";
import type { PendingOutcall } from "../outcalls/outcall.ts";
import { ThresholdKeys } from "../threshold/threshold-keys.ts";
import { PagePool } from "../wasm/page-pool.ts";
import { canisterIdAt } from "./canister-ids.ts";
import { ExecutionLog } from "./execution-record.ts";
import type { FaultPlan } from "./fault-plan.ts";
import type { FaultSweep } from "./fault-sweep.ts";
import { IngressHistory } from "./ingress-history.ts";
import { SeededRandom } from "./random.ts";
import type { Task } from "./request.ts";

export interface SubnetOptions {
  /** Nanoseconds since the Unix epoch. */
  time: bigint;
  /** All randomness, of `raw_rand` and of keys, comes from it. */
  seed: Uint8Array;
  limits: Partial<Limits>;
  subnetId: Principal;
  /** DER. */
  rootKey: Uint8Array;
  certify: (subnet: Subnet, canister: Canister) => Uint8Array;
}

export class Subnet implements Surroundings {
  time: bigint;
  readonly limits: Limits;
  readonly subnetId: Principal;
  readonly rootKey: Uint8Array;
  readonly pool = new PagePool();
  readonly random: SeededRandom;
  readonly thresholdKeys: ThresholdKeys;
  readonly canisters = new Map<string, Canister>();
  readonly ingress = new IngressHistory();
  readonly executions = new ExecutionLog();
  readonly faults: FaultPlan[] = [];
  faultSweep: FaultSweep | undefined;
  /** Whether each message rehearses a trap at each of its System API calls. */
  rehearsesTraps = false;
  readonly outcalls = new Map<number, PendingOutcall>();
  /** Messages to be executed, first come first. */
  readonly queue: Task[] = [];
  /** Instructions of the messages of the current round. */
  roundInstructions = 0n;
  readonly #certify: SubnetOptions["certify"];
  #nextCanister = 0n;
  #nextNumber = 1;

  constructor(options: SubnetOptions) {
    this.time = options.time;
    this.limits = { ...defaultLimits, ...options.limits };
    this.subnetId = options.subnetId;
    this.rootKey = options.rootKey;
    this.#certify = options.certify;
    this.thresholdKeys = new ThresholdKeys(options.seed);
    this.random = new SeededRandom(options.seed);
  }

  certify(canister: Canister): Uint8Array {
    return this.#certify(this, canister);
  }

  /** A number that no other context, callback or outcall of this subnet has. */
  nextNumber(): number {
    return this.#nextNumber++;
  }

  find(id: Principal): Canister | undefined {
    return this.canisters.get(id.toHex());
  }

  /** An empty canister with the next free id, or with the one that is asked for. */
  addCanister(settings: Settings, cycles: bigint, id?: Principal): Canister {
    let chosen = id;
    while (chosen === undefined) {
      const candidate = canisterIdAt(this.#nextCanister++);
      if (this.find(candidate) === undefined) chosen = candidate;
    }
    const canister = new Canister(chosen, settings, cycles, this.time, this.limits.logBytes);
    this.canisters.set(canister.key, canister);
    return canister;
  }
}
