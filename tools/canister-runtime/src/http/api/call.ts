// POST /api/v2|v3|v4/canister/<id>/call and /api/v4/subnet/<id>/call (interface specification, "Request:
// Call" and "Request: Asynchronous Call").
import { bytesToHex } from "@noble/hashes/utils.js";
import { certificate } from "../../certification/certificate.ts";
import { labelBytes } from "../../certification/hash-tree.ts";
import { stateTree } from "../../certification/state-tree.ts";
import { authenticate } from "../authentication/authenticate.ts";
import { checkIngressExpiry } from "../authentication/ingress-expiry.ts";
import { parseCall } from "../envelope.ts";
import { awaitOutcome } from "../outcome.ts";
import type { IngressCall, Reject, Replica } from "../replica.ts";
import { accepted, answer, type Answer } from "./answer.ts";
import { checkEffective, checkServed, type Effective } from "./effective-canister-id.ts";
import { checkTarget } from "./target.ts";

/** Submits a call, and answers 202, or 200 with why it was not accepted. @throws RequestError */
export async function callAsynchronously(
  replica: Replica,
  effective: Effective,
  body: Uint8Array,
): Promise<Answer> {
  const { call, rejected } = await submit(replica, effective, body);
  if (rejected) return answer(rejectFields(rejected));
  // The replica executes when it is asked for something; an asynchronous caller asks later, or never.
  return { ...accepted, unfinished: replica.settled(call.requestId) };
}

/**
 * Submits a call, and answers with a certificate of its outcome; 202 where there is none in time.
 *
 * @throws RequestError
 */
export async function callSynchronously(
  replica: Replica,
  effective: Effective,
  body: Uint8Array,
  { callPatience }: { readonly callPatience: number },
): Promise<Answer> {
  const { call, rejected } = await submit(replica, effective, body);
  if (rejected) return answer({ status: "non_replicated_rejection", ...rejectFields(rejected) });
  if (!(await awaitOutcome(replica, call.requestId, callPatience))) return accepted;
  const tree = stateTree(replica, await replica.state());
  const path = [labelBytes("request_status"), call.requestId];
  return answer({ status: "replied", certificate: certificate(tree, [path], replica.keys) });
}

interface Submitted {
  readonly call: IngressCall;
  readonly rejected: Reject | undefined;
}

async function submit(replica: Replica, effective: Effective, body: Uint8Array): Promise<Submitted> {
  const envelope = parseCall(body, "call");
  const state = await replica.state();
  checkIngressExpiry(envelope.ingressExpiry, state.time);
  checkServed(effective, replica, state);
  checkEffective(effective, envelope.content);
  checkTarget(authenticate(envelope, { now: state.time, rootKey: replica.keys.publicKey }), envelope.content);
  const { requestId, sender, ingressExpiry } = envelope;
  const effectiveCanisterId = "canisterId" in effective ? effective.canisterId : envelope.content.canisterId;
  const call = { ...envelope.content, requestId, sender, ingressExpiry, effectiveCanisterId };
  const known = state.ingress.has(bytesToHex(requestId));
  return { call, rejected: known ? undefined : await replica.submit(call) };
}

const rejectFields = ({ code, message, errorCode }: Reject): Record<string, unknown> => ({
  reject_code: code,
  reject_message: message,
  error_code: errorCode,
});
