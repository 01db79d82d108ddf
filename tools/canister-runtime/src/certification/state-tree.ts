// The system state tree of a replica that is a network of one subnet (interface specification, "The system
// state tree").
import type { Principal } from "@icp-sdk/core/principal";
import type { CanisterState, IngressRecord, IngressStatus, Replica, ReplicaState } from "../http/replica.ts";
import { encodeCbor } from "./cbor.ts";
import { forest, labeled, leaf, type HashTree, type Labeled } from "./hash-tree.ts";
import { leb128 } from "./leb128.ts";

/** What of a replica does not change: its keys, and the canister ids that it may hold. */
export type Subnet = Pick<Replica, "keys" | "canisterRanges">;

/** The whole tree at one moment. What has not changed since the last time is not hashed again. */
export function stateTree(subnet: Subnet, state: ReplicaState): HashTree {
  return forest([
    labeled("time", natural(state.time)),
    labeled("subnet", subnetTree(subnet)),
    labeled("canister_ranges", canisterRangesTree(subnet)),
    labeled("canister", forest([...state.canisters.values()].map(once(canisters, canisterTree)))),
    labeled("request_status", forest([...state.ingress.values()].map(once(ingress, requestStatusTree)))),
  ]);
}

const canisters = new WeakMap<CanisterState, Labeled>();
const ingress = new WeakMap<IngressRecord, Labeled>();

const once =
  <T extends object>(made: WeakMap<T, Labeled>, make: (from: T) => Labeled) =>
  (from: T): Labeled => {
    const known = made.get(from);
    if (known) return known;
    const tree = make(from);
    made.set(from, tree);
    return tree;
  };

function canisterTree({ canisterId, controllers, module, certifiedData }: CanisterState): Labeled {
  const entries = [
    labeled("controllers", leaf(encodeCbor(controllers.map((controller) => controller.toUint8Array())))),
  ];
  if (module)
    entries.push(
      labeled("certified_data", leaf(certifiedData)),
      labeled("module_hash", leaf(module.hash)),
      labeled("metadata", forest(module.metadata.map(({ name, content }) => labeled(name, leaf(content))))),
    );
  return labeled(canisterId.toUint8Array(), forest(entries));
}

const requestStatusTree = ({ requestId, status }: IngressRecord): Labeled =>
  labeled(requestId, forest([labeled("status", text(status.status)), ...outcome(status)]));

function outcome(status: IngressStatus): Labeled[] {
  if (status.status === "replied") return [labeled("reply", leaf(status.reply))];
  if (status.status !== "rejected") return [];
  const { code, message, errorCode } = status.reject;
  return [
    labeled("reject_code", natural(BigInt(code))),
    labeled("reject_message", text(message)),
    ...(errorCode === undefined ? [] : [labeled("error_code", text(errorCode))]),
  ];
}

const subnetTree = ({ keys, canisterRanges }: Subnet): HashTree =>
  labeled(
    keys.subnetId.toUint8Array(),
    forest([
      labeled("public_key", leaf(keys.publicKey)),
      labeled("type", text("application")),
      labeled("canister_ranges", leaf(encodeRanges(canisterRanges))),
      labeled(
        "node",
        labeled(keys.node.nodeId.toUint8Array(), labeled("public_key", leaf(keys.node.publicKey))),
      ),
    ]),
  );

const canisterRangesTree = ({ keys, canisterRanges }: Subnet): HashTree =>
  labeled(
    keys.subnetId.toUint8Array(),
    forest(canisterRanges.map((range) => labeled(range[0].toUint8Array(), leaf(encodeRanges([range]))))),
  );

const encodeRanges = (ranges: readonly (readonly [Principal, Principal])[]): Uint8Array =>
  encodeCbor(ranges.map((range) => range.map((id) => id.toUint8Array())));

const natural = (value: bigint): HashTree => leaf(leb128(value));
const text = (value: string): HashTree => leaf(new TextEncoder().encode(value));
