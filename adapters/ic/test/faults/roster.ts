/** Which canister of a play is whose: an attempt to create one that trapped leaves one that belongs to nobody. */

import { Principal } from "@icp-sdk/core/principal";
import type { CanisterNode } from "../support/canisterNode.ts";

export class Roster {
  readonly #nodes: Readonly<Record<string, CanisterNode>>;
  readonly #handles: [node: string, handle: string][] = [];
  readonly #principals = new Map<string, Principal>();
  /** How many canisters there have been. */
  created = 0;

  /** @param nodes by the names that stand in the canisters' names */
  constructor(nodes: Readonly<Record<string, CanisterNode>>) {
    this.#nodes = nodes;
    for (const [name, { directoryId, federationId }] of Object.entries(nodes)) {
      this.#principals.set(`${name} directory`, directoryId).set(`${name} federation`, federationId);
    }
  }

  /** Somebody with this handle signs up. */
  expect(node: string, handle: string): void {
    this.#handles.push([node, handle]);
  }

  /** Looks who has a canister now. */
  async refresh(): Promise<void> {
    for (const { runtime } of Object.values(this.#nodes).slice(0, 1)) {
      for (const { canisterId } of (await runtime.state()).canisters.values())
        this.created = Math.max(this.created, placeOf(canisterId) + 1);
    }
    for (const [name, handle] of this.#handles) {
      const found = await this.#nodes[name]?.directory.get_user({ handle });
      if (found !== undefined && "Ok" in found)
        this.#principals.set(`${name} ${handle}`, found.Ok.canister_id);
    }
  }

  principalOf(name: string): Principal | undefined {
    return this.#principals.get(name);
  }

  nameOf(principal: Principal): string {
    const text = principal.toText();
    return [...this.#principals].find(([, it]) => it.toText() === text)?.[0] ?? text;
  }
}

/** Which one it is of those that the network has created, from 0 on. */
export function placeOf(canister: Principal): number {
  return Number(new DataView(canister.toUint8Array().slice().buffer).getBigUint64(0) & 0xfffffn);
}

/** The canister that many places further on. */
export function shifted(canister: Principal, places: number): Principal {
  const bytes = canister.toUint8Array().slice();
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, view.getBigUint64(0) + BigInt(places));
  return Principal.fromUint8Array(bytes);
}
