// Which paths of the state tree a request may read, and who may read them (interface specification, "Read
// state": "All requested paths must have the following form").
import { Principal } from "@icp-sdk/core/principal";
import { bytesToHex } from "@noble/hashes/utils.js";
import { compareBytes } from "../../certification/compare-bytes.ts";
import type { Path } from "../../certification/witness.ts";
import type { ReplicaState } from "../replica.ts";
import { RequestError } from "../request-error.ts";
import { same, type Effective } from "./effective-canister-id.ts";

/** Who reads, and through which URL. */
export interface Reader {
  readonly state: ReplicaState;
  readonly effective: Effective;
  readonly sender: Principal;
  /** Whether the sender's delegations allow for a canister. */
  readonly allows: (canisterId: Principal) => boolean;
}

/** @throws RequestError `path_invalid` for what nobody can read, `path_forbidden` for what the reader cannot */
export function checkPaths(paths: readonly Path[], reader: Reader): void {
  for (const path of paths) checkPath(path, reader);
  for (const root of ["request_status", "canister_ranges"]) {
    const ids = paths
      .filter((path) => name(path[0]) === root)
      .map(([, id]) => bytesToHex(id ?? new Uint8Array()));
    if (new Set(ids).size > 1) throw invalid(`One request reads /${root} of one id.`);
  }
}

/** What may follow each label at the root. */
const checks = new Map<string | undefined, (below: Path, reader: Reader) => void>([
  ["time", (below) => atMost(0, below)],
  ["api_boundary_nodes", (below) => atMost(2, below)],
  ["subnet", checkSubnet],
  ["canister_ranges", checkCanisterRanges],
  ["canister", checkCanister],
  ["request_status", checkRequestStatus],
]);

function checkPath([root, ...below]: Path, reader: Reader): void {
  const check = checks.get(name(root));
  if (!check) throw invalid("There is no such path to be read.");
  check(below, reader);
}

function atMost(labels: number, below: Path): void {
  if (below.length > labels) throw invalid("There is no such path to be read.");
}

function checkSubnet([, entry, nodeId, ...below]: Path, { effective }: Reader): void {
  const leaf = name(below[0]);
  if (below.length > 1 || (below.length === 1 && leaf !== "public_key"))
    throw invalid("There is no such path below /subnet.");
  switch (name(entry)) {
    case "node":
      return;
    case "metrics":
      if ("canisterId" in effective)
        throw forbidden("The metrics of a subnet are read from the subnet's own endpoint.");
  }
  if (nodeId) throw invalid("There is no such path below /subnet.");
}

function checkCanisterRanges([id, ...below]: Path, { effective }: Reader): void {
  if (!id || below.length > 0) throw invalid("There is no such path below /canister_ranges.");
  if ("canisterId" in effective) throw forbidden("Canister ranges are read from the subnet's own endpoint.");
}

function checkCanister([id, entry, section, ...below]: Path, reader: Reader): void {
  const { effective } = reader;
  if (!id) throw invalid("There is no such path to be read.");
  if (!("canisterId" in effective) || compareBytes(effective.canisterId.toUint8Array(), id) !== 0)
    throw forbidden("A canister is read through the URL that names it.");
  const kind = name(entry);
  if ((kind === "module_hash" || kind === "controllers") && !section) return;
  if (kind !== "metadata" || !section || below.length > 0)
    throw invalid("There is no such path to be read of a canister.");
  checkMetadata(effective.canisterId, name(section), reader);
}

function checkMetadata(canisterId: Principal, section: string | undefined, reader: Reader): void {
  if (section === undefined) throw invalid("The name of a metadata section is not UTF-8.");
  const canister = reader.state.canisters.get(canisterId.toText());
  const isPrivate = canister?.module?.metadata.some(
    (known) => known.name === section && known.visibility === "private",
  );
  if (isPrivate && !canister?.controllers.some((controller) => same(controller, reader.sender)))
    throw forbidden("Only controllers can read private metadata.");
}

const requestFields = new Set(["status", "reply", "reject_code", "reject_message", "error_code"]);

function checkRequestStatus([id, field, ...below]: Path, reader: Reader): void {
  const known = field === undefined || requestFields.has(name(field) ?? "");
  if (!id || !known || below.length > 0) throw invalid("There is no such path below /request_status.");
  const record = reader.state.ingress.get(bytesToHex(id));
  if (!record) return;
  const { effective, sender, allows } = reader;
  if (!same(record.sender, sender)) throw forbidden("Only its sender can read the status of a request.");
  if (!allows(record.canisterId))
    throw forbidden("The delegation of the sender is not for the canister of that request.");
  if ("canisterId" in effective && !same(record.effectiveCanisterId, effective.canisterId))
    throw forbidden("The status of a request is read through the URL that it was sent to.");
}

/** A label as text; undefined where it is none. */
function name(label: Uint8Array | undefined): string | undefined {
  if (!label) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(label);
  } catch {
    return undefined;
  }
}

const invalid = (message: string): RequestError => new RequestError("path_invalid", message);
const forbidden = (message: string): RequestError => new RequestError("path_forbidden", message);
