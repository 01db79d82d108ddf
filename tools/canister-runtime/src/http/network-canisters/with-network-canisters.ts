// A replica beside which canisters of the network answer, as if they were on its subnet.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";
import { Principal } from "@icp-sdk/core/principal";
import type { SubnetKeys } from "../../certification/subnet-keys.ts";
import { awaitOutcome } from "../outcome.ts";
import type {
  AuthenticatedCall,
  CanisterState,
  IngressCall,
  IngressRecord,
  IngressStatus,
  QueryAnswer,
  Reject,
  Replica,
  ReplicaState,
} from "../replica.ts";
import { cyclesLedger } from "./cycles-ledger.ts";
import { cyclesMintingCanister } from "./cycles-minting-canister.ts";
import type { NetworkCanister, NetworkMethod } from "./network-canister.ts";

/** How long the management canister may take, in milliseconds. */
const patience = 60_000;
/** How long an answer is kept after its call expired, in nanoseconds. */
const afterlife = 300_000_000_000n;
const management = Principal.managementCanister();

interface Answered {
  readonly record: IngressRecord;
  readonly outcome: Promise<IngressStatus>;
  readonly ingressExpiry: bigint;
}

/** A replica with the cycles ledger and the cycles minting canister, which `icp deploy` asks for. */
export class WithNetworkCanisters implements Replica {
  readonly keys: SubnetKeys;
  readonly canisterRanges: Replica["canisterRanges"];
  private readonly replica: Replica;
  private readonly canisters: ReadonlyMap<string, NetworkCanister>;
  private readonly states: ReadonlyMap<string, CanisterState>;
  private readonly ingress = new Map<string, Answered>();
  private calls = 0;

  constructor(
    replica: Replica,
    canisters: readonly NetworkCanister[] = [cyclesLedger, cyclesMintingCanister],
  ) {
    this.replica = replica;
    this.keys = replica.keys;
    const ranges = canisters.map(({ canisterId }) => [canisterId, canisterId] as const);
    this.canisterRanges = [...replica.canisterRanges, ...ranges].sort(([a], [b]) => (a.ltEq(b) ? -1 : 1));
    this.canisters = new Map(canisters.map((canister) => [canister.canisterId.toText(), canister]));
    const empty = { controllers: [], module: undefined, certifiedData: new Uint8Array() };
    this.states = new Map(canisters.map(({ canisterId }) => [canisterId.toText(), { canisterId, ...empty }]));
  }

  async submit(call: IngressCall): Promise<Reject | undefined> {
    const canister = this.canisters.get(call.canisterId.toText());
    if (!canister) return this.replica.submit(call);
    const key = bytesToHex(call.requestId);
    if (this.ingress.has(key)) return undefined;
    const method = canister.updates.get(call.method) ?? canister.queries.get(call.method);
    if (!method) return noMethod(call);
    const outcome = this.run(method, call).then((answered): IngressStatus => {
      const status: IngressStatus =
        "reply" in answered
          ? { status: "replied", reply: answered.reply }
          : { status: "rejected", reject: answered.reject };
      this.ingress.set(key, { outcome, ingressExpiry: call.ingressExpiry, record: recordOf(call, status) });
      return status;
    });
    const record = recordOf(call, { status: "processing" });
    this.ingress.set(key, { outcome, ingressExpiry: call.ingressExpiry, record });
    return undefined;
  }

  settled(requestId: Uint8Array): Promise<IngressStatus> {
    return this.ingress.get(bytesToHex(requestId))?.outcome ?? this.replica.settled(requestId);
  }

  async query(call: AuthenticatedCall): Promise<QueryAnswer> {
    const canister = this.canisters.get(call.canisterId.toText());
    if (!canister) return this.replica.query(call);
    const method = canister.queries.get(call.method);
    return method ? this.run(method, call) : { reject: noMethod(call) };
  }

  async state(): Promise<ReplicaState> {
    const { time, canisters, ingress } = await this.replica.state();
    for (const [key, { ingressExpiry }] of this.ingress)
      if (ingressExpiry + afterlife < time) this.ingress.delete(key);
    const records = [...this.ingress].map(([key, { record }]): [string, IngressRecord] => [key, record]);
    return {
      time,
      canisters: new Map([...canisters, ...this.states]),
      ingress: new Map([...ingress, ...records]),
    };
  }

  advanceTo(time: bigint): Promise<void> {
    return this.replica.advanceTo(time);
  }

  private async run(method: NetworkMethod, call: AuthenticatedCall): Promise<QueryAnswer> {
    const manage = this.manage.bind(this);
    try {
      return { reply: await method(call, { subnetId: this.keys.subnetId, manage }) };
    } catch (error) {
      // An argument that is not Candid of the right type; a canister traps for that.
      const message = error instanceof Error ? error.message : String(error);
      return { reject: { code: 5, message, errorCode: "IC0503" } };
    }
  }

  private async manage(sender: Principal, method: string, argument: Uint8Array): Promise<QueryAnswer> {
    const { time } = await this.replica.state();
    const number = new TextEncoder().encode(`network canister call ${this.calls++}`);
    const requestId = sha256(concatBytes(number, sender.toUint8Array(), argument));
    const call = { sender, canisterId: management, effectiveCanisterId: management, method, argument };
    const refused = await this.replica.submit({ ...call, requestId, ingressExpiry: time + afterlife });
    if (refused) return { reject: refused };
    const outcome = await awaitOutcome(this.replica, requestId, patience);
    // A copy: the decoder reads from the start of the buffer, wherever in it the reply is.
    if (outcome?.status === "replied") return { reply: Uint8Array.from(outcome.reply) };
    if (outcome?.status === "rejected") return { reject: outcome.reject };
    return { reject: { code: 2, message: "The management canister did not answer in time." } };
  }
}

const recordOf = (
  { requestId, sender, canisterId, effectiveCanisterId }: IngressCall,
  status: IngressStatus,
): IngressRecord => ({ requestId, sender, canisterId, effectiveCanisterId, status });

const noMethod = ({ canisterId, method }: AuthenticatedCall): Reject => ({
  code: 5,
  message: `${canisterId.toText()} has no method ${method} here: only what the icp command needs to deploy.`,
  errorCode: "IC0536",
});
