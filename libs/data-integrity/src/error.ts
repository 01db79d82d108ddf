// The one error of this library: what was refused, as a stable code, and where.

/** Why a document, a proof or a key was refused. */
export type IntegrityErrorCode =
  | "challenge_mismatch"
  | "context_mismatch"
  | "domain_mismatch"
  | "expired"
  | "identity_mismatch"
  | "in_future"
  | "json_invalid"
  | "json_too_deep"
  | "json_too_large"
  | "key_expired"
  | "key_malformed"
  | "key_mismatch"
  | "key_missing"
  | "key_unsupported"
  | "options_invalid"
  | "proof_malformed"
  | "proof_missing"
  | "proof_present"
  | "proof_unsupported"
  | "purpose_mismatch"
  | "signature_invalid"
  | "too_many_proofs"
  | "too_old";

/**
 * Who has to act on it: `remote`, the peer sent something that does not hold; `limit`, the peer sent more
 * than is read; `input`, the caller of this library passed something it cannot use.
 */
export type IntegrityErrorKind = "input" | "remote" | "limit";

/** What the code is about; a field is present only where it says something. */
export interface IntegrityErrorContext {
  /** Where in the JSON, as a JSON Pointer (RFC 6901). */
  readonly path?: string;
  readonly property?: string;
  readonly verificationMethod?: string;
  readonly expected?: string;
  readonly actual?: string;
}

/** The only error that this library throws on purpose. What a crypto port threw is its `cause`. */
export class IntegrityError extends Error {
  override readonly name = "IntegrityError";
  readonly code: IntegrityErrorCode;
  readonly kind: IntegrityErrorKind;
  readonly context: IntegrityErrorContext;

  constructor(
    code: IntegrityErrorCode,
    message: string,
    context: IntegrityErrorContext = {},
    options: ErrorOptions = {},
  ) {
    super(message, options);
    this.code = code;
    this.kind = KINDS[code] ?? "remote";
    this.context = context;
  }
}

/** Of all other codes the kind is `remote`. */
const KINDS: Partial<Record<IntegrityErrorCode, IntegrityErrorKind>> = {
  options_invalid: "input",
  proof_present: "input",
  json_too_deep: "limit",
  json_too_large: "limit",
  too_many_proofs: "limit",
};

/** A refusal of what is not as expected; what is undefined is not told. */
export function mismatch(
  code: IntegrityErrorCode,
  message: string,
  expected: string | undefined,
  actual: string | undefined,
): IntegrityError {
  return new IntegrityError(code, message, {
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
  });
}
