/** Hands outcalls to their handler as they appear, and its answers back to the engine. */
import { Principal } from "@icp-sdk/core/principal";
import type { EngineLink } from "../engine/engine-link.ts";
import type { OutcallHandler } from "./handler.ts";
import type { OutcallRequest, OutcallResult } from "./outcall.ts";

/** An outcall and the canister that made it. */
export type CanisterOutcall = OutcallRequest & { readonly canisterId: Principal };

export class OutcallDriver {
  readonly #link: EngineLink;
  readonly #handler: OutcallHandler | undefined;
  /** Those that the handler works on, by their numbers. */
  readonly #underWay = new Map<number, Promise<void>>();

  constructor(link: EngineLink, handler: OutcallHandler | undefined) {
    this.#link = link;
    this.#handler = handler;
  }

  async pending(): Promise<CanisterOutcall[]> {
    const outcalls = await this.#link.call("pendingOutcalls");
    return outcalls.map((outcall) => ({
      ...outcall,
      canisterId: Principal.fromUint8Array(outcall.canisterId),
    }));
  }

  /** Starts what is new. @returns whether any outcall is under way */
  async start(): Promise<boolean> {
    if (this.#handler === undefined) return false;
    for (const outcall of await this.pending()) {
      if (!this.#underWay.has(outcall.id)) this.#underWay.set(outcall.id, this.#run(this.#handler, outcall));
    }
    return this.#underWay.size > 0;
  }

  /** Waits until one of those under way is answered. */
  async nextAnswer(): Promise<void> {
    await Promise.race(this.#underWay.values());
  }

  async #run(handler: OutcallHandler, outcall: CanisterOutcall): Promise<void> {
    let result: OutcallResult;
    try {
      result = await handler(outcall);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown.message : String(thrown);
      result = { rejectCode: 2, error: `Error during outcall: ${error}` };
    }
    try {
      await this.#link.call("answerOutcall", outcall.id, [result]);
    } catch {
      // The runtime was torn down meanwhile: nobody waits for the answer.
    }
    this.#underWay.delete(outcall.id);
  }
}
