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
  /** The member of a document, as in `software.name`. */
  readonly path?: string;
  readonly expected?: string;
  /** What was found in its place, its first 300 characters. */
  readonly actual?: string;
}

/** The only error that this library throws on purpose. Its message is made of code and context; the code is stable. */
export class WebFingerError extends Error {
  override readonly name = "WebFingerError";
  declare readonly code: WebFingerErrorCode;
  declare readonly kind: WebFingerErrorKind;
  declare readonly context: WebFingerErrorContext;

  constructor(code: WebFingerErrorCode, context: WebFingerErrorContext = {}) {
    super(`${code} ${JSON.stringify(context)}`);
    this.code = code;
    this.kind =
      code === "response_too_large"
        ? "limit"
        : /^(?:acct|host_mal|query|reso)/.test(code)
          ? "input"
          : "remote";
    this.context = context;
  }
}
