/** Why an outgoing request failed. */

export type FetchErrorCode =
  /** No absolute http or https URL without credentials. */
  | "invalid_url"
  /** A scheme other than https, or http towards an address that is not allowed to have it. */
  | "protocol_refused"
  /** The host is, or resolves to, an address outside the public Internet. */
  | "address_refused"
  /** A header or the method is not sendable. */
  | "invalid_request"
  | "dns_failure"
  | "connection_failed"
  | "tls_failure"
  /** The deadline passed, whatever was going on. */
  | "timeout"
  /** The body, or what it unpacks to, is larger than the limit. */
  | "too_large"
  | "too_many_redirects"
  /** What answered does not speak HTTP, or packed its answer in a way that we do not read. */
  | "invalid_response"
  /** More hosts are talked to at the same time than this process keeps connections for. */
  | "overloaded"
  /** This client was closed. */
  | "closed";

/** `input`: the URL is at fault; `remote`: the answer is; `transport`: trying again later may help; `limit`: ours. */
export type FetchErrorKind = "input" | "remote" | "transport" | "limit";

const kinds: Record<FetchErrorCode, FetchErrorKind> = {
  invalid_url: "input",
  protocol_refused: "input",
  address_refused: "input",
  invalid_request: "input",
  dns_failure: "transport",
  connection_failed: "transport",
  tls_failure: "transport",
  timeout: "transport",
  too_large: "limit",
  too_many_redirects: "limit",
  invalid_response: "remote",
  overloaded: "limit",
  closed: "transport",
};

export interface FetchErrorContext {
  readonly url?: string;
  /** The HTTP status, when an answer had begun. */
  readonly status?: number;
  readonly cause?: unknown;
}

export class FetchError extends Error {
  override readonly name = "FetchError";
  readonly code: FetchErrorCode;
  readonly kind: FetchErrorKind;
  readonly url: string | undefined;
  readonly status: number | undefined;

  constructor(code: FetchErrorCode, message: string, { url, status, cause }: FetchErrorContext = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.kind = kinds[code];
    this.url = url;
    this.status = status;
  }
}
