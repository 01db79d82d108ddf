// The body of a request: its content, and what authenticates it (interface specification, "Authentication"
// and "CBOR encoding of requests and responses").
import type { Principal } from "@icp-sdk/core/principal";
import { decodeCbor } from "../certification/cbor.ts";
import type { Path } from "../certification/witness.ts";
import { hashOfMap } from "./authentication/representation-independent-hash.ts";
import { array, bytes, natural, optionalBytes, principal, record, text, type Fields } from "./cbor-fields.ts";
import { RequestError } from "./request-error.ts";

/** A delegation of the right to sign, as it was sent. */
export interface SignedDelegation {
  /** The hash of the delegation, on which the signature is. */
  readonly hash: Uint8Array;
  /** DER. */
  readonly publicKey: Uint8Array;
  /** Nanoseconds since the Unix epoch. */
  readonly expiration: bigint;
  /** The canisters it is restricted to, if it is. */
  readonly targets: readonly Principal[] | undefined;
  readonly signature: Uint8Array;
}

/** What every request has. */
export interface Envelope<Content> {
  readonly content: Content;
  /** The hash of the content, 32 bytes. */
  readonly requestId: Uint8Array;
  readonly sender: Principal;
  /** Nanoseconds since the Unix epoch. */
  readonly ingressExpiry: bigint;
  /** DER. */
  readonly senderPublicKey: Uint8Array | undefined;
  readonly senderSignature: Uint8Array | undefined;
  readonly delegations: readonly SignedDelegation[];
}

/** The content of a call or a query. */
export interface CallContent {
  readonly canisterId: Principal;
  readonly method: string;
  readonly argument: Uint8Array;
}

/** The content of a read_state request. */
export interface ReadStateContent {
  readonly paths: readonly Path[];
}

/** Reads a `call` or a `query`. @throws RequestError with the code of what is wrong in it */
export const parseCall = (body: Uint8Array, type: "call" | "query"): Envelope<CallContent> =>
  parseEnvelope(body, type, (content) => ({
    canisterId: principal(content.get("canister_id"), "canister_id"),
    method: text(content.get("method_name"), "method_name"),
    argument: bytes(content.get("arg"), "arg"),
  }));

/** Reads a `read_state` request. @throws RequestError with the code of what is wrong in it */
export const parseReadState = (body: Uint8Array): Envelope<ReadStateContent> =>
  parseEnvelope(body, "read_state", (content) => ({ paths: parsePaths(content) }));

const maxPaths = 1000;
const maxLabels = 127;
const maxNonceLength = 32;

function parsePaths(content: Fields): Path[] {
  const paths = array(content.get("paths"), "paths");
  if (paths.length > maxPaths)
    throw new RequestError("request_malformed", `A request reads at most ${maxPaths} paths.`);
  return paths.map((path) => {
    const labels = array(path, "paths").map((label) => bytes(label, "paths"));
    if (labels.length > maxLabels)
      throw new RequestError("request_malformed", `A path has at most ${maxLabels} labels.`);
    return labels;
  });
}

function parseEnvelope<Content>(
  body: Uint8Array,
  type: string,
  parseContent: (content: Fields) => Content,
): Envelope<Content> {
  const envelope = record(decodeCbor(body), "envelope");
  const content = record(envelope.get("content"), "content");
  const actual = text(content.get("request_type"), "request_type");
  if (actual !== type)
    throw new RequestError("request_type_mismatch", `This endpoint takes requests of type ${type}.`);
  if ((optionalBytes(content.get("nonce"), "nonce")?.length ?? 0) > maxNonceLength)
    throw new RequestError("request_malformed", `A nonce has at most ${maxNonceLength} bytes.`);
  if ((content.get("sender_info") ?? null) !== null)
    throw new RequestError("request_malformed", "The field sender_info is not supported.");
  return {
    content: parseContent(content),
    requestId: hashOfMap(content),
    sender: principal(content.get("sender"), "sender"),
    ingressExpiry: natural(content.get("ingress_expiry"), "ingress_expiry"),
    senderPublicKey: optionalBytes(envelope.get("sender_pubkey"), "sender_pubkey"),
    senderSignature: optionalBytes(envelope.get("sender_sig"), "sender_sig"),
    delegations: array(envelope.get("sender_delegation"), "sender_delegation").map((item) =>
      parseDelegation(record(item, "sender_delegation")),
    ),
  };
}

function parseDelegation(signed: Fields): SignedDelegation {
  const delegation = record(signed.get("delegation"), "delegation");
  const targets = delegation.get("targets") ?? null;
  return {
    hash: hashOfMap(delegation),
    publicKey: bytes(delegation.get("pubkey"), "pubkey"),
    expiration: natural(delegation.get("expiration"), "expiration"),
    targets:
      targets === null ? undefined : array(targets, "targets").map((target) => principal(target, "targets")),
    signature: bytes(signed.get("signature"), "signature"),
  };
}
