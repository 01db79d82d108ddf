/** Keeps the state that the outside can read up to date with the engine's changes, in objects that never change. */
import { Principal } from "@icp-sdk/core/principal";
import type { WireCanister, WireIngressRecord, WireStateChanges, WireStatus } from "./engine/engine-api.ts";
import type {
  CanisterState,
  IngressRecord,
  IngressStatus,
  Reject,
  RejectCode,
  ReplicaState,
} from "./http/replica.ts";

export class StateMirror {
  readonly #canisters = new Map<string, CanisterState>();
  readonly #ingress = new Map<string, IngressRecord>();

  apply(changes: WireStateChanges): ReplicaState {
    for (const canister of changes.canisters) {
      const state = readCanister(canister);
      this.#canisters.set(state.canisterId.toText(), state);
    }
    for (const id of changes.removedCanisters) this.#canisters.delete(Principal.fromUint8Array(id).toText());
    for (const record of changes.ingress) {
      this.#ingress.set(Buffer.from(record.requestId).toString("hex"), readRecord(record));
    }
    for (const key of changes.removedIngress) this.#ingress.delete(key);
    return { time: changes.time, canisters: new Map(this.#canisters), ingress: new Map(this.#ingress) };
  }
}

function readCanister({ canisterId, controllers, module, certifiedData }: WireCanister): CanisterState {
  return {
    canisterId: Principal.fromUint8Array(canisterId),
    controllers: controllers.map((controller) => Principal.fromUint8Array(controller)),
    module,
    certifiedData,
  };
}

function readRecord(record: WireIngressRecord): IngressRecord {
  return {
    requestId: record.requestId,
    sender: Principal.fromUint8Array(record.sender),
    canisterId: Principal.fromUint8Array(record.canisterId),
    effectiveCanisterId: Principal.fromUint8Array(record.effectiveCanisterId),
    status: readStatus(record.status),
  };
}

export function readStatus(status: WireStatus): IngressStatus {
  if (status.kind === "unknown") return { status: "done" };
  if (status.kind !== "answered") return { status: status.kind };
  const { response } = status;
  return response.kind === "reply"
    ? { status: "replied", reply: response.data }
    : { status: "rejected", reject: readReject(response) };
}

export function readReject({
  code,
  message,
  errorCode,
}: {
  code: number;
  message: string;
  errorCode?: string | undefined;
}): Reject {
  const reject = { code: code as RejectCode, message };
  return errorCode === undefined ? reject : { ...reject, errorCode };
}
