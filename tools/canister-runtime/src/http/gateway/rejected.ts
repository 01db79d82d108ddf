// What a gateway says of a canister that rejected its call.
import type { Reject } from "../replica.ts";
import { RequestError } from "../request-error.ts";

/** 503, with the reject code and message. */
export const rejected = ({ code, message, errorCode }: Reject): RequestError =>
  new RequestError(
    "canister_rejected",
    `The canister did not answer (reject code ${code}${errorCode === undefined ? "" : `, ${errorCode}`}): ${message}`,
  );
