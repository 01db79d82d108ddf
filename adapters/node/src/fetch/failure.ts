/** Tells what a failure below HTTP was: the codes of Node.js and undici as a FetchError. */

import { FetchError, type FetchErrorCode } from "./error.ts";

const codes: Record<string, FetchErrorCode> = {
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  UND_ERR_ABORTED: "timeout",
  UND_ERR_INVALID_ARG: "invalid_request",
  UND_ERR_HEADERS_OVERFLOW: "too_large",
  UND_ERR_RES_EXCEEDED_MAX_SIZE: "too_large",
  UND_ERR_MAX_ORIGINS_REACHED: "overloaded",
  UND_ERR_CLOSED: "closed",
  UND_ERR_DESTROYED: "closed",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "invalid_response",
  EPROTO: "tls_failure",
  ENOTFOUND: "dns_failure",
  EAI_AGAIN: "dns_failure",
};

/** @param isPastDeadline whether the abort that may have caused it was our own deadline. */
export function toFetchError(
  error: unknown,
  context: { readonly url: string; readonly status?: number | undefined; readonly isPastDeadline: boolean },
): FetchError {
  const { url, status } = context;
  const where = { url, ...(status === undefined ? {} : { status }) };
  const own = findFetchError(error);
  if (own !== undefined) return new FetchError(own.code, own.message, { ...where, cause: own.cause });
  if (context.isPastDeadline)
    return new FetchError("timeout", "the answer took too long", { ...where, cause: error });
  const code = codeOf(error);
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 200);
  const isNoHttp = error instanceof Error && error.name === "HTTPParserError";
  return new FetchError(isNoHttp ? "invalid_response" : classify(code), message, { ...where, cause: error });
}

function classify(code: string): FetchErrorCode {
  const known = codes[code];
  if (known !== undefined) return known;
  if (/^(ERR_(TLS|SSL|OSSL)|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_)/.test(code))
    return "tls_failure";
  return "connection_failed";
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Errors of ours arrive wrapped when several addresses were tried. */
function findFetchError(error: unknown): FetchError | undefined {
  if (error instanceof FetchError) return error;
  if (error instanceof AggregateError) return error.errors.map(findFetchError).find((it) => it !== undefined);
  return undefined;
}

/**
 * Whether a keep-alive connection had died before the request reached anyone: some servers drop idle connections
 * without a word. Receivers take a repeated request for the one they may already have.
 */
export function isStaleConnection(error: unknown): boolean {
  const code = codeOf(error);
  if (code === "ECONNRESET" || code === "EPIPE") return true;
  if (code !== "UND_ERR_SOCKET" || !(error instanceof Error) || !("socket" in error)) return false;
  const { socket } = error;
  // A connection that has answered before is one that was kept alive.
  return (
    typeof socket === "object" && socket !== null && "bytesRead" in socket && Number(socket.bytesRead) > 0
  );
}
