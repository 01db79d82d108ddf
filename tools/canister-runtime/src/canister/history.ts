/** The changes to a canister that `canister_info` tells of: the last twenty, and how many there were. */
import type { Principal } from "@icp-sdk/core/principal";

export type ChangeOrigin =
  { kind: "user"; user: Principal } | { kind: "canister"; canister: Principal; version: bigint | undefined };

export type ChangeDetails =
  | { kind: "creation"; controllers: Principal[] }
  | { kind: "uninstall" }
  | { kind: "deployment"; mode: "install" | "reinstall" | "upgrade"; hash: Uint8Array }
  | { kind: "controllers"; controllers: Principal[] };

export interface Change {
  readonly time: bigint;
  readonly version: bigint;
  readonly origin: ChangeOrigin;
  readonly details: ChangeDetails;
}

const kept = 20;

export class CanisterHistory {
  total = 0n;
  #changes: Change[] = [];

  add(change: Change): void {
    this.total += 1n;
    this.#changes.push(change);
    if (this.#changes.length > kept) this.#changes.shift();
  }

  /** The last `count` changes, oldest first. */
  recent(count: number): Change[] {
    return count === 0 ? [] : this.#changes.slice(-count);
  }
}
