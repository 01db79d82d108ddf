// Why a request is not served: a stable code, a sentence for people, and the HTTP status that says it.

/** What is wrong with a request, or with what a canister answered to it. */
export type RequestErrorCode =
  | "cbor_malformed"
  | "request_malformed"
  | "request_type_mismatch"
  | "content_type_unsupported"
  | "too_large"
  | "expiry_invalid"
  | "signature_invalid"
  | "delegation_invalid"
  | "canister_id_mismatch"
  | "canister_not_found"
  | "path_invalid"
  | "path_forbidden"
  | "not_found"
  | "method_not_allowed"
  | "canister_unresolved"
  | "canister_rejected"
  | "canister_response_malformed"
  | "response_unverified";

const statusOf: Record<RequestErrorCode, number> = {
  cbor_malformed: 400,
  request_malformed: 400,
  request_type_mismatch: 400,
  content_type_unsupported: 400,
  too_large: 413,
  expiry_invalid: 400,
  signature_invalid: 400,
  delegation_invalid: 400,
  canister_id_mismatch: 400,
  canister_not_found: 400,
  path_invalid: 404,
  path_forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  canister_unresolved: 400,
  canister_rejected: 503,
  canister_response_malformed: 502,
  response_unverified: 503,
};

/** The only error that the HTTP side throws on purpose; the server answers with its status and message. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code: RequestErrorCode;
  /** HTTP status. */
  readonly status: number;

  constructor(code: RequestErrorCode, message: string) {
    super(message);
    this.code = code;
    this.status = statusOf[code];
  }
}
