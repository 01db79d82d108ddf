// Bodies that a canister hands out in parts, each by a query (HTTP gateway protocol, "Response Body
// Streaming").
import { concatBytes } from "@noble/hashes/utils.js";
import { Principal } from "@icp-sdk/core/principal";
import { same } from "../api/effective-canister-id.ts";
import type { Replica } from "../replica.ts";
import { RequestError } from "../request-error.ts";
import { decodeStreamedPart, type HttpResponse } from "./http-interface.ts";
import { rejected } from "./rejected.ts";

const maxParts = 2000;
const maxBytes = 256 * 1024 * 1024;

/** The whole body of a response. @throws RequestError `canister_response_malformed` or `canister_rejected` */
export async function wholeBody(
  replica: Replica,
  canisterId: Principal,
  { body, streaming }: HttpResponse,
): Promise<Uint8Array> {
  if (!streaming) return body;
  if (!same(streaming.canisterId, canisterId)) throw malformed("streams from another canister");
  const parts = [body];
  let length = body.length;
  let argument: Uint8Array | undefined = streaming.argument;
  while (argument) {
    const sender = Principal.anonymous();
    const answered = await replica.query({ sender, canisterId, method: streaming.method, argument });
    if ("reject" in answered) throw rejected(answered.reject);
    const part = decodeStreamedPart(answered.reply);
    parts.push(part.body);
    length += part.body.length;
    if (parts.length > maxParts || length > maxBytes) throw malformed("streams without end");
    argument = part.next;
  }
  return concatBytes(...parts);
}

const malformed = (what: string): RequestError =>
  new RequestError("canister_response_malformed", `The canister ${what}.`);
