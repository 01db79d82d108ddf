// A replica whose canisters are TypeScript functions: for what the HTTP side does with any answer of the
// execution half, also those that take the real one long to give.
import { bytesToHex } from "@noble/hashes/utils.js";
import { Principal } from "@icp-sdk/core/principal";
import { dataCertificate } from "../certification/data-certificate.ts";
import { subnetKeys } from "../certification/subnet-keys.ts";
import type {
  AuthenticatedCall,
  CanisterState,
  IngressCall,
  IngressRecord,
  IngressStatus,
  MetadataSection,
  QueryAnswer,
  Reject,
  Replica,
  ReplicaState,
} from "./replica.ts";

/** A method: its reply, or a rejection. Certified data is set by returning it, a certificate had by asking. */
export type Method = (
  call: AuthenticatedCall,
  certificate: () => Uint8Array,
) => QueryAnswer | Promise<QueryAnswer>;

export interface SmallCanister {
  readonly updates?: Readonly<Record<string, Method>>;
  readonly queries?: Readonly<Record<string, Method>>;
  readonly inspect?: (call: IngressCall) => Reject | undefined;
  readonly controllers?: readonly Principal[];
  readonly metadata?: readonly MetadataSection[];
}

export const canisterId = Principal.fromText("rwlgt-iiaaa-aaaaa-aaaaa-cai");

/** One canister, at `canisterId`, in a subnet for ten. */
export class SmallReplica implements Replica {
  readonly keys = subnetKeys(new Uint8Array(32).fill(5));
  readonly canisterRanges = [[canisterId, Principal.fromText("qaa6y-5yaaa-aaaaa-aaafa-cai")]] as const;
  time = BigInt(Date.now()) * 1_000_000n;
  executed = 0;
  private readonly canister: SmallCanister;
  private certifiedData: Uint8Array = new Uint8Array();
  private readonly ingress = new Map<string, IngressRecord>();
  private readonly waiting = new Map<string, IngressCall>();

  constructor(canister: SmallCanister) {
    this.canister = canister;
  }

  certify(data: Uint8Array): void {
    this.certifiedData = data;
  }

  async submit(call: IngressCall): Promise<Reject | undefined> {
    const key = bytesToHex(call.requestId);
    if (this.ingress.has(key)) return undefined;
    const rejected = this.canister.inspect?.(call);
    if (rejected) return rejected;
    this.ingress.set(key, { ...call, status: { status: "received" } });
    this.waiting.set(key, call);
    return undefined;
  }

  async settled(requestId: Uint8Array): Promise<IngressStatus> {
    const key = bytesToHex(requestId);
    const call = this.waiting.get(key);
    if (call) {
      this.waiting.delete(key);
      this.executed++;
      this.ingress.set(key, { ...call, status: { status: "processing" } });
      const answered = await this.run(this.canister.updates, call);
      const status: IngressStatus =
        "reply" in answered
          ? { status: "replied", reply: answered.reply }
          : { status: "rejected", reject: answered.reject };
      this.ingress.set(key, { ...call, status });
    }
    const record = this.ingress.get(key);
    if (!record) throw new Error("settled: this call was never submitted");
    return record.status;
  }

  query(call: AuthenticatedCall): Promise<QueryAnswer> {
    return this.run(this.canister.queries, call);
  }

  async state(): Promise<ReplicaState> {
    return this.now();
  }

  async advanceTo(time: bigint): Promise<void> {
    if (time > this.time) this.time = time;
  }

  private now(): ReplicaState {
    const { controllers = [], metadata = [] } = this.canister;
    const hash = new Uint8Array(32).fill(6);
    const { certifiedData, time, ingress } = this;
    const state: CanisterState = { canisterId, controllers, module: { hash, metadata }, certifiedData };
    return { time, canisters: new Map([[canisterId.toText(), state]]), ingress: new Map(ingress) };
  }

  private async run(methods: SmallCanister["queries"], call: AuthenticatedCall): Promise<QueryAnswer> {
    const method = methods?.[call.method];
    if (method) return method(call, () => dataCertificate(this, this.now(), canisterId));
    return { reject: { code: 5, message: `there is no method ${call.method}`, errorCode: "IC0536" } };
  }
}
