/** Ingress messages and what became of them (interface specification, "Request status"). */
import type { Principal } from "@icp-sdk/core/principal";
import type { Response } from "../execution/call-context.ts";

export type IngressStatus =
  { kind: "received" | "processing" | "done" } | { kind: "answered"; response: Response };

export interface IngressEntry {
  readonly requestId: Uint8Array;
  readonly sender: Principal;
  readonly canisterId: Principal;
  readonly effectiveCanisterId: Principal;
  /** When the entry may be forgotten, in ns. */
  readonly expiry: bigint;
  readonly status: IngressStatus;
}

/** Answers that are kept at most; older ones first become `done`, then are forgotten. */
const kept = 20_000;

export class IngressHistory {
  readonly entries = new Map<string, IngressEntry>();

  set(key: string, entry: IngressEntry): void {
    this.entries.set(key, entry);
    if (this.entries.size <= kept) return;
    for (const [oldest, { status }] of this.entries) {
      if (status.kind === "answered" || status.kind === "done") {
        this.entries.delete(oldest);
        return;
      }
    }
  }

  setStatus(key: string, status: IngressStatus): void {
    const entry = this.entries.get(key);
    if (entry !== undefined) this.entries.set(key, { ...entry, status });
  }

  /** Forgets what has expired; a message that is still executed stays. */
  prune(now: bigint): void {
    for (const [key, { status, expiry }] of this.entries) {
      if (expiry < now && status.kind !== "received" && status.kind !== "processing")
        this.entries.delete(key);
    }
  }
}
