/** What a call of the API can end in, whatever carried it. */

export type ApiErrorCode =
  /** Nothing came back: no network, or no server. */
  | "offline"
  /** 401: the session is over. */
  | "signed_out"
  /** 403 */
  | "forbidden"
  /** 404 or 410 */
  | "not_found"
  /** 413 or 422: `message` says what is wrong, in the server's words. */
  | "refused"
  /** 429: `retryAfterSeconds`, where the server said. */
  | "too_many"
  /** 5xx */
  | "unavailable"
  /** An answer that is not what the API promises. */
  | "unexpected";

export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ApiErrorCode;
  readonly status: number | undefined;

  constructor(code: ApiErrorCode, message: string, status?: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** @param status of an HTTP answer that is no success */
export function codeOfStatus(status: number): ApiErrorCode {
  if (status === 401) return "signed_out";
  if (status === 403) return "forbidden";
  if (status === 404 || status === 410) return "not_found";
  if (status === 429) return "too_many";
  if (status >= 500) return "unavailable";
  return status >= 400 ? "refused" : "unexpected";
}
