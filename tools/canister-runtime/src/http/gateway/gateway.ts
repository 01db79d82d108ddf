// The HTTP gateway: asks a canister for the answer to a web request (HTTP gateway protocol, "Overview").
import { randomBytes } from "node:crypto";
import { Principal } from "@icp-sdk/core/principal";
import { checkServed } from "../api/effective-canister-id.ts";
import { hashOfMap } from "../authentication/representation-independent-hash.ts";
import { awaitOutcome } from "../outcome.ts";
import type { QueryAnswer, Replica } from "../replica.ts";
import { RequestError } from "../request-error.ts";
import type { Destination } from "./canister-host.ts";
import {
  decodeResponse,
  encodeQueryRequest,
  encodeUpdateRequest,
  type HttpRequest,
  type HttpResponse,
} from "./http-interface.ts";
import { rejected } from "./rejected.ts";
import { verifyResponse } from "./response-verification.ts";
import { wholeBody } from "./streaming.ts";

/** Longer than an update call takes: how long its outcome is waited for, in milliseconds. */
const patience = 60_000;

/**
 * Asks `http_request`, or `http_request_update` where the canister wants that, and streams the body.
 *
 * An answer to the query must be certified, unless it comes by the raw domain or `verify` is off; the answer
 * to an update call is what the subnet agreed on.
 *
 * @throws RequestError
 */
export async function ask(
  replica: Replica,
  { canisterId, raw }: Destination,
  request: HttpRequest,
  verify: boolean,
): Promise<HttpResponse> {
  checkServed({ canisterId }, replica, await replica.state());
  const sender = Principal.anonymous();
  const argument = encodeQueryRequest(request);
  const answered = await replica.query({ sender, canisterId, method: "http_request", argument });
  const response = decodeResponse(replyOf(answered));
  if (response.upgrade) {
    const updated = decodeResponse(await update(replica, canisterId, encodeUpdateRequest(request)));
    return { ...updated, body: await wholeBody(replica, canisterId, updated) };
  }
  const whole = { ...response, body: await wholeBody(replica, canisterId, response) };
  return verify && !raw ? verifyResponse(replica, await replica.state(), canisterId, request, whole) : whole;
}

function replyOf(answered: QueryAnswer): Uint8Array {
  if ("reject" in answered) throw rejected(answered.reject);
  return answered.reply;
}

async function update(replica: Replica, canisterId: Principal, argument: Uint8Array): Promise<Uint8Array> {
  const { time } = await replica.state();
  const sender = Principal.anonymous();
  const method = "http_request_update";
  const ingressExpiry = time + 240_000_000_000n;
  const requestId = hashOfMap(
    new Map<string, string | bigint | Uint8Array>([
      ["request_type", "call"],
      ["canister_id", canisterId.toUint8Array()],
      ["method_name", method],
      ["arg", argument],
      ["sender", sender.toUint8Array()],
      ["ingress_expiry", ingressExpiry],
      ["nonce", Uint8Array.from(randomBytes(16))],
    ]),
  );
  const call = {
    sender,
    canisterId,
    effectiveCanisterId: canisterId,
    method,
    argument,
    ingressExpiry,
    requestId,
  };
  const refused = await replica.submit(call);
  if (refused) throw rejected(refused);
  const outcome = await awaitOutcome(replica, requestId, patience);
  if (outcome?.status === "replied") return outcome.reply;
  if (outcome?.status === "rejected") throw rejected(outcome.reject);
  throw new RequestError("canister_rejected", "The canister did not answer in time.");
}
