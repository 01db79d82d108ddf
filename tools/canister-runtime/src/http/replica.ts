// What the HTTP side needs of a replica: take messages, answer queries, show its state (interface
// specification, "HTTPS Interface" and "The system state tree"). The execution half implements it.
import type { Principal } from "@icp-sdk/core/principal";
import type { SubnetKeys } from "../certification/subnet-keys.ts";

/**
 * Why a message was not answered (section "Reject codes"): 1 SYS_FATAL, 2 SYS_TRANSIENT,
 * 3 DESTINATION_INVALID, 4 CANISTER_REJECT, 5 CANISTER_ERROR, 6 SYS_UNKNOWN.
 */
export type RejectCode = 1 | 2 | 3 | 4 | 5 | 6;

/** A refusal, as callers see it. */
export interface Reject {
  readonly code: RejectCode;
  readonly message: string;
  /** The implementation's own code, such as `IC0301` (canister not found) or `IC0502` (trapped). */
  readonly errorCode?: string;
}

/** A call or query whose sender, expiry and delegations the HTTP side has already checked. */
export interface AuthenticatedCall {
  readonly sender: Principal;
  /** `aaaaa-aa` is the management canister. */
  readonly canisterId: Principal;
  readonly method: string;
  readonly argument: Uint8Array;
}

/** An update call from outside, identified by its request id. */
export interface IngressCall extends AuthenticatedCall {
  /** 32 bytes: the representation-independent hash of the call. */
  readonly requestId: Uint8Array;
  /** Nanoseconds since the Unix epoch. The replica keeps the call's status until then at least. */
  readonly ingressExpiry: bigint;
  /** The canister in the URL: for calls of the management canister, whom the call is about. */
  readonly effectiveCanisterId: Principal;
}

/** What is known of an ingress call (section "Request status"). */
export type IngressStatus =
  | { readonly status: "received" | "processing" | "done" }
  | { readonly status: "replied"; readonly reply: Uint8Array }
  | { readonly status: "rejected"; readonly reject: Reject };

/** An ingress call in the state: its status, and whom it is told to. */
export interface IngressRecord {
  readonly requestId: Uint8Array;
  readonly sender: Principal;
  readonly canisterId: Principal;
  readonly effectiveCanisterId: Principal;
  readonly status: IngressStatus;
}

/** What a query came to. */
export type QueryAnswer = { readonly reply: Uint8Array } | { readonly reject: Reject };

/** A custom section of a module named `icp:public <name>` or `icp:private <name>`. */
export interface MetadataSection {
  readonly name: string;
  readonly visibility: "public" | "private";
  readonly content: Uint8Array;
}

/** What the state tree says of a canister's module, when it has one. */
export interface InstalledModule {
  /** SHA-256 of the module as it was installed (gzipped, if it was). */
  readonly hash: Uint8Array;
  readonly metadata: readonly MetadataSection[];
}

/**
 * What the state tree says of a canister.
 *
 * Immutable: a changed canister is a new object, and an unchanged one stays the same object, so that its
 * part of the hash tree is computed once.
 */
export interface CanisterState {
  readonly canisterId: Principal;
  readonly controllers: readonly Principal[];
  readonly module: InstalledModule | undefined;
  /** What `ic0.certified_data_set` set last, at most 32 bytes; empty before that. */
  readonly certifiedData: Uint8Array;
}

/** The part of the state that `read_state` reveals, at one moment. */
export interface ReplicaState {
  /** Nanoseconds since the Unix epoch. */
  readonly time: bigint;
  /** By the text of the canister's id. */
  readonly canisters: ReadonlyMap<string, CanisterState>;
  /** By the request id in lower-case hexadecimal; records are immutable as canisters are. */
  readonly ingress: ReadonlyMap<string, IngressRecord>;
}

/** The execution half, as the HTTP side uses it. Nothing here throws because of what a caller sent. */
export interface Replica {
  /** Made by `subnetKeys(seed)`; `keys.subnetId` is the id of the one subnet that this replica is. */
  readonly keys: SubnetKeys;

  /** First and last id of every range of canister ids that this subnet may hold. */
  readonly canisterRanges: readonly (readonly [Principal, Principal])[];

  /**
   * Inspects a call (existence, status, cycles, `canister_inspect_message`) and enqueues it.
   *
   * @returns undefined when it was accepted, else why not. A call already known is accepted, and is not
   *   executed again.
   */
  submit(call: IngressCall): Promise<Reject | undefined>;

  /**
   * Waits until an accepted call is replied to or rejected.
   *
   * Executes what is due to get there. Resolves with `received` or `processing` where nothing that is due
   * can bring it further (it waits for a later time, or for an answer from outside).
   */
  settled(requestId: Uint8Array): Promise<IngressStatus>;

  /** Runs a query method, or a composite one, without a trace. `canisterId` may be the management canister. */
  query(call: AuthenticatedCall): Promise<QueryAnswer>;

  /** The state now. */
  state(): Promise<ReplicaState>;

  /** Moves the clock to `time` (ns since the Unix epoch) unless it is there, and executes what is due. */
  advanceTo(time: bigint): Promise<void>;
}
