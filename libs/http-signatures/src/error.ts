// The one error of this library: what was refused, as a stable code, and where.

/** Why a message, a signature, a field or a key was refused. */
export type SignatureErrorCode =
  | "algorithm_mismatch"
  | "algorithm_unsupported"
  | "component_absent"
  | "component_malformed"
  | "component_missing"
  | "component_unsupported"
  | "date_malformed"
  | "digest_malformed"
  | "digest_mismatch"
  | "digest_missing"
  | "digest_unsupported"
  | "expired"
  | "field_malformed"
  | "field_unserializable"
  | "host_mismatch"
  | "in_future"
  | "key_malformed"
  | "key_mismatch"
  | "key_unacceptable"
  | "path_mismatch"
  | "policy_invalid"
  | "request_malformed"
  | "signature_invalid"
  | "signature_malformed"
  | "signature_missing"
  | "signature_too_large"
  | "too_old";

/**
 * Who has to act on it: `remote`, the peer sent something that does not hold; `limit`, the peer sent more
 * than is read; `input`, the caller of this library passed something it cannot use.
 */
export type SignatureErrorKind = "input" | "remote" | "limit";

/** What the code is about; a field is present only where it says something. */
export interface SignatureErrorContext {
  readonly component?: string;
  readonly keyId?: string;
  readonly algorithm?: string;
  readonly expected?: string;
  readonly actual?: string;
}

const KINDS: { readonly [Code in SignatureErrorCode]?: SignatureErrorKind } = {
  field_unserializable: "input",
  policy_invalid: "input",
  request_malformed: "input",
  signature_too_large: "limit",
};

/** The only error that this library throws on purpose. */
export class SignatureError extends Error {
  override readonly name = "SignatureError";
  readonly code: SignatureErrorCode;
  readonly kind: SignatureErrorKind;
  readonly context: SignatureErrorContext;

  constructor(code: SignatureErrorCode, message: string, context: SignatureErrorContext = {}) {
    super(message);
    this.code = code;
    this.kind = KINDS[code] ?? "remote";
    this.context = context;
  }
}

/** `component_absent` */
export function componentAbsent(component: string): SignatureError {
  return new SignatureError("component_absent", `The signature covers ${component}, which is not there`, {
    component,
  });
}
