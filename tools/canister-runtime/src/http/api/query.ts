// POST /api/v2|v3/canister/<id>/query and /api/v3/subnet/<id>/query (interface specification, "Query call").
import type { CborItem } from "../../certification/cbor.ts";
import { authenticate } from "../authentication/authenticate.ts";
import { checkIngressExpiry } from "../authentication/ingress-expiry.ts";
import { parseCall } from "../envelope.ts";
import type { QueryAnswer, Replica } from "../replica.ts";
import { answer, type Answer } from "./answer.ts";
import { checkEffective, checkServed, type Effective } from "./effective-canister-id.ts";
import { nodeSignature } from "./node-signature.ts";
import { checkTarget } from "./target.ts";

/** Runs a query; a rejection is an answer too. @throws RequestError */
export async function query(replica: Replica, effective: Effective, body: Uint8Array): Promise<Answer> {
  const envelope = parseCall(body, "query");
  const state = await replica.state();
  // Nothing can be gained by replaying what anyone may ask.
  if (!envelope.sender.isAnonymous()) checkIngressExpiry(envelope.ingressExpiry, state.time);
  checkServed(effective, replica, state);
  checkEffective(effective, envelope.content);
  checkTarget(authenticate(envelope, { now: state.time, rootKey: replica.keys.publicKey }), envelope.content);
  const fields = answerFields(await replica.query({ ...envelope.content, sender: envelope.sender }));
  const signature = nodeSignature(replica.keys.node, envelope.requestId, state.time, fields);
  return answer({ ...Object.fromEntries(fields.map(plain)), signatures: [signature] });
}

function answerFields(answered: QueryAnswer): [string, CborItem][] {
  if ("reply" in answered)
    return [
      ["status", "replied"],
      ["reply", new Map([["arg", answered.reply]])],
    ];
  const { code, message, errorCode } = answered.reject;
  return [
    ["status", "rejected"],
    ["reject_code", BigInt(code)],
    ["reject_message", message],
    ["error_code", errorCode ?? null],
  ];
}

const plain = ([name, value]: readonly [string, CborItem]): [string, unknown] => [
  name,
  value instanceof Map ? Object.fromEntries(value) : (value ?? undefined),
];
