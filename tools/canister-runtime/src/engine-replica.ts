/** A replica whose canisters an engine executes: what the HTTP side sees of the runtime. */
import { Principal } from "@icp-sdk/core/principal";
import type { SubnetKeys } from "./certification/subnet-keys.ts";
import type { WireReject } from "./engine/engine-api.ts";
import type { EngineLink } from "./engine/engine-link.ts";
import type {
  AuthenticatedCall,
  IngressCall,
  IngressStatus,
  QueryAnswer,
  Reject,
  Replica,
  ReplicaState,
} from "./http/replica.ts";
import type { OutcallHandler } from "./outcalls/handler.ts";
import { OutcallDriver } from "./outcalls/outcall-driver.ts";
import { readReject, readStatus, StateMirror } from "./replica-state.ts";
import { canisterRange } from "./subnet/canister-ids.ts";

export class EngineReplica implements Replica {
  readonly keys: SubnetKeys;
  readonly canisterRanges: readonly (readonly [Principal, Principal])[] = [canisterRange()];
  protected readonly link: EngineLink;
  protected readonly outcalls: OutcallDriver;
  readonly #mirror = new StateMirror();

  protected constructor(keys: SubnetKeys, link: EngineLink, handler: OutcallHandler | undefined) {
    this.keys = keys;
    this.link = link;
    this.outcalls = new OutcallDriver(link, handler);
  }

  async submit(call: IngressCall): Promise<Reject | undefined> {
    const refused: WireReject | undefined = await this.link.call("submit", {
      requestId: call.requestId,
      sender: call.sender.toUint8Array(),
      canisterId: call.canisterId.toUint8Array(),
      effectiveCanisterId: call.effectiveCanisterId.toUint8Array(),
      method: call.method,
      argument: call.argument,
      expiry: call.ingressExpiry,
    });
    return refused === undefined ? undefined : readReject(refused);
  }

  settled(requestId: Uint8Array): Promise<IngressStatus> {
    return this.settle(requestId, false);
  }

  /** As `settled`; the answer may be forgotten. */
  protected async settle(requestId: Uint8Array, forget: boolean): Promise<IngressStatus> {
    const key = Buffer.from(requestId).toString("hex");
    for (;;) {
      const status = readStatus(await this.link.call("settle", key, forget));
      const open = status.status === "received" || status.status === "processing";
      if (!(await this.outcalls.start()) || !open) return status;
      await this.outcalls.nextAnswer();
    }
  }

  async query({ sender, canisterId, method, argument }: AuthenticatedCall): Promise<QueryAnswer> {
    const response = await this.link.call("query", {
      sender: sender.toUint8Array(),
      canisterId: canisterId.toUint8Array(),
      method,
      argument,
    });
    return response.kind === "reply" ? { reply: response.data } : { reject: readReject(response) };
  }

  async state(): Promise<ReplicaState> {
    return this.#mirror.apply(await this.link.call("stateChanges"));
  }

  async advanceTo(time: bigint): Promise<void> {
    if (time > (await this.link.call("getTime"))) await this.link.call("setTime", time);
    await this.link.call("runUntilIdle");
    await this.outcalls.start();
  }
}
