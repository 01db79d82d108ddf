// The public HTTP interface: which endpoint a path names (interface specification, "HTTPS Interface").
import { Principal } from "@icp-sdk/core/principal";
import type { Replica } from "../replica.ts";
import { RequestError } from "../request-error.ts";
import type { Answer } from "./answer.ts";
import { callAsynchronously, callSynchronously } from "./call.ts";
import type { Effective } from "./effective-canister-id.ts";
import { query } from "./query.ts";
import { readState } from "./read-state.ts";
import { status } from "./status.ts";

/** An endpoint that takes a body in CBOR. */
export type Endpoint = (
  replica: Replica,
  effective: Effective,
  body: Uint8Array,
  settings: EndpointSettings,
) => Promise<Answer>;

/** What the operator of a server chooses for its endpoints. */
export interface EndpointSettings {
  /** How long a synchronous call waits for its outcome, in milliseconds. */
  readonly callPatience: number;
}

/** What a path names. */
export type Route =
  | { readonly method: "GET"; readonly answer: (replica: Replica) => Answer }
  | { readonly method: "POST"; readonly endpoint: Endpoint; readonly effective: Effective };

const endpoints = new Map<string, Endpoint>([
  ["v2/canister/call", callAsynchronously],
  ["v3/canister/call", callSynchronously],
  ["v4/canister/call", callSynchronously],
  ["v4/subnet/call", callSynchronously],
  ["v2/canister/query", query],
  ["v3/canister/query", query],
  ["v3/subnet/query", query],
  ["v2/canister/read_state", readState],
  ["v3/canister/read_state", readState],
  ["v2/subnet/read_state", readState],
  ["v3/subnet/read_state", readState],
]);

/**
 * The endpoint at a path.
 *
 * Only whole endpoints are taken: below `/api/v2/` a canister may have an API of its own, as Mastodon does.
 *
 * @returns undefined for any other path.
 * @throws RequestError `not_found` for a version that an endpoint does not have, `request_malformed` for a
 *   text that is no principal.
 */
export function route(path: string): Route | undefined {
  if (path === "/api/v2/status") return { method: "GET", answer: status };
  const parts = /^\/api\/(v[234])\/(canister|subnet)\/([^/]+)\/(call|query|read_state)$/.exec(path);
  if (!parts) return undefined;
  const [, version = "", scope = "", id = "", operation = ""] = parts;
  const endpoint = endpoints.get(`${version}/${scope}/${operation}`);
  if (!endpoint) throw new RequestError("not_found", `There is no ${path}.`);
  const named = parsePrincipal(id);
  const effective = scope === "canister" ? { canisterId: named } : { subnetId: named };
  return { method: "POST", endpoint, effective };
}

function parsePrincipal(id: string): Principal {
  try {
    return Principal.fromText(id);
  } catch {
    throw new RequestError("request_malformed", "The URL does not name a principal.");
  }
}
