// The one error class of this package: what was refused, why, and where in the document.

/** The closed set of reasons. `too-*` are limits; all others are defects of the input. */
export type ActivityPubErrorCode =
  | "not-json"
  | "not-an-object"
  | "too-large"
  | "too-deep"
  | "too-many"
  | "forbidden-keyword"
  | "foreign-context"
  | "redefined-term"
  | "missing-property"
  | "invalid-property"
  | "unexpected-type"
  | "invalid-input";

/** Refusal of a document (parsing) or of an argument (building). The message is the code and the path. */
export class ActivityPubError extends Error {
  override readonly name = "ActivityPubError";
  /** Which rule was broken. */
  declare readonly code: ActivityPubErrorCode;
  /** `limit` when a bound was exceeded, else `input`. */
  declare readonly kind: "input" | "limit";
  /** Where, as a JSONPath from the document's root: `$.object.tag[3].href`. */
  declare readonly path: string;

  constructor(code: ActivityPubErrorCode, path: string) {
    super(`${code} at ${path}`);
    this.code = code;
    this.path = path;
    this.kind = code.startsWith("too-") ? "limit" : "input";
  }
}

/** Ends what is being done. @param path of what is refused: in a reader, from the value that is being read */
export function refuse(code: ActivityPubErrorCode, path = "$"): never {
  throw new ActivityPubError(code, path);
}
