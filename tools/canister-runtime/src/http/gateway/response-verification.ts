// Whether a canister certified what it answered (HTTP gateway protocol, "Response Verification" and
// "Legacy Response Verification"), as the verifier of the real gateways says.
import { verifyRequestResponsePair } from "@dfinity/response-verification";
import type { Principal } from "@icp-sdk/core/principal";
import type { Replica, ReplicaState } from "../replica.ts";
import { RequestError } from "../request-error.ts";
import type { HeaderField, HttpRequest, HttpResponse } from "./http-interface.ts";

/** How old a certificate may be: five minutes, in nanoseconds. */
const maxAge = 300_000_000_000n;
const newest = 2;
const certificationHeaders = new Set(["ic-certificate", "ic-certificateexpression"]);

/**
 * Verifies an answer to a query.
 *
 * @returns the answer with only what is certified of it: by version 2 status, body and the certified
 *   headers; by version 1 the body alone, the rest is as the canister said.
 * @throws RequestError `response_unverified`
 */
export function verifyResponse(
  { keys }: Replica,
  state: ReplicaState,
  canisterId: Principal,
  request: HttpRequest,
  response: HttpResponse,
): HttpResponse {
  const verified = verify(() =>
    verifyRequestResponsePair(
      { ...request, certificate_version: [newest] },
      { status_code: response.status, headers: response.headers, body: response.body },
      canisterId.toUint8Array(),
      state.time,
      maxAge,
      keys.publicKey,
      oldestAcceptable(state, canisterId),
    ),
  );
  // Nothing is returned where the canister chose to certify nothing.
  if (verified.verificationVersion < 2 || !verified.response) return response;
  const proof = response.headers.filter(([name]) => certificationHeaders.has(name.toLowerCase()));
  const headers = verified.response.headers.filter(([name]) => !certificationHeaders.has(name.toLowerCase()));
  return {
    ...response,
    status: verified.response.statusCode ?? response.status,
    headers: [...headers, ...proof] satisfies HeaderField[],
    body: Uint8Array.from(verified.response.body),
  };
}

type Verified = ReturnType<typeof verifyRequestResponsePair>;

function verify(run: () => Verified): Verified {
  try {
    return run();
  } catch (error) {
    const why = typeof error === "object" && error !== null && "message" in error ? error.message : error;
    throw new RequestError(
      "response_unverified",
      `The canister's answer is not certified as it must be: ${String(why)}`,
    );
  }
}

/**
 * The oldest version that is good enough: the newest that the canister says it speaks ("Response
 * Verification Version Assertion"), or any where it says nothing.
 */
function oldestAcceptable(state: ReplicaState, canisterId: Principal): number {
  const metadata = state.canisters.get(canisterId.toText())?.module?.metadata;
  const section = metadata?.find(({ name }) => name === "supported_certificate_versions");
  if (section?.visibility === "private") return newest;
  const versions = new TextDecoder().decode(section?.content).split(",").map(Number);
  return Math.max(1, ...versions.filter((version) => version === 1 || version === newest));
}
