/** Why an upload was refused. */

export type MediaErrorCode =
  /** Not one of the types that are kept, whatever its name says. */
  | "unsupported_type"
  /** More bytes than this type may have. */
  | "too_large"
  /** More pixels than are decoded. */
  | "too_many_pixels"
  /** It begins like an image, and cannot be decoded. */
  | "corrupt"
  /** Too many uploads are being processed: try again in a moment. */
  | "busy";

export class MediaError extends Error {
  override readonly name = "MediaError";
  readonly code: MediaErrorCode;

  constructor(code: MediaErrorCode, message: string, context: { readonly cause?: unknown } = {}) {
    super(message, context);
    this.code = code;
  }
}
