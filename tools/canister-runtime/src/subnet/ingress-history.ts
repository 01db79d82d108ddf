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

/** Messages that are remembered at most, and bytes of their answers; beyond that the oldest answers go. */
const limits = { entries: 20_000, bytes: 256 * 2 ** 20 };

export class IngressHistory {
  readonly #entries = new Map<string, IngressEntry>();
  #bytes = 0;
  /** No entry expires before. */
  #nextExpiry = 0n;

  get entries(): ReadonlyMap<string, IngressEntry> {
    return this.#entries;
  }

  add(key: string, entry: IngressEntry): void {
    this.#put(key, entry);
    if (entry.expiry < this.#nextExpiry) this.#nextExpiry = entry.expiry;
  }

  setStatus(key: string, status: IngressStatus): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#put(key, { ...entry, status });
  }

  delete(key: string): void {
    this.#bytes -= answerBytes(this.#entries.get(key));
    this.#entries.delete(key);
  }

  #put(key: string, entry: IngressEntry): void {
    this.#bytes += answerBytes(entry) - answerBytes(this.#entries.get(key));
    this.#entries.set(key, entry);
    if (this.#entries.size <= limits.entries && this.#bytes <= limits.bytes) return;
    for (const [oldest, candidate] of this.#entries) {
      if (oldest === key || isOpen(candidate)) continue;
      this.delete(oldest);
      if (this.#entries.size <= limits.entries && this.#bytes <= limits.bytes) return;
    }
  }

  /** Forgets what has expired; a message that is still executed stays. */
  prune(now: bigint): void {
    if (now <= this.#nextExpiry) return;
    this.#nextExpiry = 2n ** 64n;
    for (const [key, entry] of this.#entries) {
      if (entry.expiry < now && !isOpen(entry)) this.delete(key);
      else if (entry.expiry < this.#nextExpiry) this.#nextExpiry = entry.expiry;
    }
  }
}

const isOpen = ({ status }: IngressEntry): boolean =>
  status.kind === "received" || status.kind === "processing";

function answerBytes(entry: IngressEntry | undefined): number {
  if (entry?.status.kind !== "answered") return 0;
  const { response } = entry.status;
  return response.kind === "reply" ? response.data.length : response.message.length;
}
