/** Calls that are submitted and left waiting: rounds run one at a time, so that others' calls come between (interface specification, "Request: Call"). */

import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import type { CanisterRuntime, Reject } from "@mastic/canister-runtime";
import { createHash } from "node:crypto";
import type { Bindings } from "../../src/frame/interface.ts";

/** As long as the network keeps a call, in nanoseconds. */
const LIFETIME = 300_000_000_000n;
const NS_PER_MS = 1_000_000n;

interface Waiting {
  readonly resolve: (reply: Uint8Array) => void;
  readonly reject: (error: Rejected) => void;
}

export class Rejected extends Error {
  readonly reject: Reject;

  constructor(reject: Reject) {
    super(`${reject.message} (${reject.errorCode ?? reject.code})`);
    this.reject = reject;
  }

  /** The canister is stopping or stopped: nothing of the call has been executed. */
  get isStopped(): boolean {
    return this.reject.errorCode === "IC0508" || this.reject.errorCode === "IC0509";
  }
}

export class Ingress {
  readonly #runtime: CanisterRuntime;
  readonly #waiting = new Map<string, Waiting>();
  #sleepers: (() => void)[] = [];
  #count = 0;

  constructor(runtime: CanisterRuntime) {
    this.#runtime = runtime;
  }

  /** Resolves with the decoded answer, some rounds later. @throws {Rejected} */
  async call(
    canister: Principal,
    sender: Principal,
    bindings: Bindings,
    method: string,
    ...args: unknown[]
  ): Promise<unknown> {
    const type = bindings.idlFactory({ IDL })._fields.find(([name]) => name === method)?.[1];
    if (type === undefined) throw new Error(`There is no method ${method}.`);
    const reply = await this.send(canister, canister, sender, method, IDL.encode(type.argTypes, args));
    return IDL.decode(type.retTypes, Uint8Array.from(reply))[0];
  }

  /** @param about whom a call of the management canister is about @throws {Rejected} */
  async send(
    canisterId: Principal,
    about: Principal,
    sender: Principal,
    method: string,
    argument: Uint8Array,
  ): Promise<Uint8Array> {
    this.#count += 1;
    const requestId = createHash("sha256").update(`arrival ${this.#count}`).digest();
    const ingressExpiry = BigInt(await this.#runtime.getTime()) * NS_PER_MS + LIFETIME;
    const refused = await this.#runtime.submit({
      requestId,
      sender,
      canisterId,
      effectiveCanisterId: about,
      method,
      argument,
      ingressExpiry,
    });
    if (refused !== undefined) throw new Rejected(refused);
    return new Promise((resolve, reject) => {
      this.#waiting.set(requestId.toString("hex"), { resolve, reject });
    });
  }

  /** The end of the next round. */
  nextRound(): Promise<void> {
    return new Promise((resolve) => this.#sleepers.push(resolve));
  }

  /** One round; whoever has been answered in it, or waited for it, goes on. */
  async runRound(): Promise<void> {
    await this.#runtime.tick(1);
    const { ingress } = await this.#runtime.state();
    for (const [id, waiting] of this.#waiting) {
      const status = ingress.get(id)?.status;
      if (status?.status === "replied") waiting.resolve(status.reply);
      else if (status?.status === "rejected") waiting.reject(new Rejected(status.reject));
      else continue;
      this.#waiting.delete(id);
    }
    const sleepers = this.#sleepers;
    this.#sleepers = [];
    for (const wake of sleepers) wake();
  }
}
