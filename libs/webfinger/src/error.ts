// The one error of this library: what was refused, as a stable code.

/** Why a name, a question or an answer was refused. */
export type WebFingerErrorCode =
  | "account_mismatch"
  | "acct_malformed"
  | "actor_mismatch"
  | "actor_missing"
  | "gone"
  | "host_malformed"
  | "host_meta_malformed"
  | "jrd_malformed"
  | "nodeinfo_malformed"
  | "not_found"
  | "query_malformed"
  | "resource_foreign"
  | "resource_malformed"
  | "response_too_large"
  | "response_type"
  | "response_unusable"
  | "subject_mismatch"
  | "template_malformed";

/**
 * Who has to act on it: `input`, the caller or the client that asked; `remote`, the server that answered; `limit`,
 * the answer is longer than is read.
 */
export type WebFingerErrorKind = "input" | "remote" | "limit";

/** What the code is about; a field is present only where it says something. */
export interface WebFingerErrorContext {
  readonly status?: number;
  readonly expected?: string;
  readonly actual?: string;
}

/** The only error that this library throws on purpose. */
export class WebFingerError extends Error {
  override readonly name = "WebFingerError";
  readonly code: WebFingerErrorCode;
  readonly kind: WebFingerErrorKind;
  readonly context: WebFingerErrorContext;

  constructor(code: WebFingerErrorCode, message: string, context: WebFingerErrorContext = {}) {
    super(message);
    this.code = code;
    this.kind = kindOf(code);
    this.context = context;
  }
}

function kindOf(code: WebFingerErrorCode): WebFingerErrorKind {
  switch (code) {
    case "acct_malformed":
    case "host_malformed":
    case "query_malformed":
    case "resource_foreign":
    case "resource_malformed":
      return "input";
    case "response_too_large":
      return "limit";
    default:
      return "remote";
  }
}
