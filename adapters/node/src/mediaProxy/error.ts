/** Why the media proxy has no file to give. */

export type MediaProxyErrorCode =
  /** The moderators block the server that has it. */
  | "blocked"
  /** Its server says that it is not there, or not for everybody. */
  | "not_found"
  /** Its server says that it is there no more. */
  | "gone"
  /** Its server cannot be reached, or answered with an error, or with what is no such answer. */
  | "unreachable"
  /** Its server was too slow. */
  | "timeout"
  /** What came is none of the kinds of pictures, videos and sounds that are passed on. */
  | "not_media"
  | "too_large"
  /** Too much is being fetched, or waiting to be, or kept. */
  | "busy"
  /** The disk does not take it. */
  | "unkept"
  /** Nobody waits for it any more. */
  | "abandoned";

/** `remote`: the other server's answer is at fault; `transport`: trying again later may help; `limit`: ours. */
export type MediaProxyErrorKind = "remote" | "transport" | "limit";

const kinds: Record<MediaProxyErrorCode, MediaProxyErrorKind> = {
  blocked: "limit",
  not_found: "remote",
  gone: "remote",
  unreachable: "transport",
  timeout: "transport",
  not_media: "remote",
  too_large: "limit",
  busy: "limit",
  unkept: "limit",
  abandoned: "transport",
};

export class MediaProxyError extends Error {
  override readonly name = "MediaProxyError";
  readonly code: MediaProxyErrorCode;
  readonly kind: MediaProxyErrorKind;

  constructor(code: MediaProxyErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.kind = kinds[code];
  }
}
