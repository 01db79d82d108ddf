/** Tells what changed in the part of the state that the outside can read, since it was last told. */
import type { Canister } from "../canister/canister.ts";
import type { IngressEntry } from "../subnet/ingress-history.ts";
import type { Subnet } from "../subnet/subnet.ts";
import type { WireCanister, WireStateChanges } from "./engine-api.ts";

export class StateFeed {
  readonly #subnet: Subnet;
  /** What was told of each canister: objects that are replaced whenever they change. */
  readonly #toldCanisters = new Map<string, readonly unknown[]>();
  readonly #toldIngress = new Map<string, IngressEntry>();

  constructor(subnet: Subnet) {
    this.#subnet = subnet;
  }

  take(): WireStateChanges {
    return {
      time: this.#subnet.time,
      canisters: this.#changedCanisters(),
      removedCanisters: removed(this.#toldCanisters, this.#subnet.canisters).map((key) =>
        Uint8Array.from(Buffer.from(key, "hex")),
      ),
      ingress: this.#changedIngress(),
      removedIngress: removed(this.#toldIngress, this.#subnet.ingress.entries),
    };
  }

  #changedCanisters(): WireCanister[] {
    const changed: WireCanister[] = [];
    for (const [key, canister] of this.#subnet.canisters) {
      const now = [canister.settings, canister.instance?.module, canister.certifiedData];
      const told = this.#toldCanisters.get(key);
      if (told !== undefined && now.every((part, index) => part === told[index])) continue;
      this.#toldCanisters.set(key, now);
      changed.push(describe(canister));
    }
    return changed;
  }

  #changedIngress(): WireStateChanges["ingress"] {
    const changed: WireStateChanges["ingress"] = [];
    for (const [key, entry] of this.#subnet.ingress.entries) {
      if (this.#toldIngress.get(key) === entry) continue;
      this.#toldIngress.set(key, entry);
      changed.push({
        requestId: entry.requestId,
        sender: entry.sender.toUint8Array(),
        canisterId: entry.canisterId.toUint8Array(),
        effectiveCanisterId: entry.effectiveCanisterId.toUint8Array(),
        status: entry.status,
      });
    }
    return changed;
  }
}

function describe(canister: Canister): WireCanister {
  const module = canister.instance?.module;
  return {
    canisterId: canister.id.toUint8Array(),
    controllers: canister.settings.controllers.map((controller) => controller.toUint8Array()),
    module:
      module === undefined
        ? undefined
        : {
            hash: module.hash,
            metadata: [...module.interface.metadata].map(([name, section]) => ({ name, ...section })),
          },
    certifiedData: canister.certifiedData,
  };
}

/** The keys that were told and do not exist any more; they are forgotten. */
function removed(told: Map<string, unknown>, now: ReadonlyMap<string, unknown>): string[] {
  const gone = [...told.keys()].filter((key) => !now.has(key));
  for (const key of gone) told.delete(key);
  return gone;
}
