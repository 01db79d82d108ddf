/** Where media bytes are kept: by the SHA-256 of their content, on every host. */

import type { Readable } from "node:stream";

export interface BlobStore {
  /**
   * Keeps the bytes, durably, and returns their SHA-256 in hexadecimal. The same bytes are kept once.
   *
   * @throws {BlobError} `too_large` when more than `maxBytes` come.
   */
  put(bytes: Uint8Array | AsyncIterable<Uint8Array>, maxBytes?: number): Promise<string>;
  /**
   * The bytes, or those from `start` to `end` (both included, as in HTTP ranges); `undefined` when there is no such blob.
   * The stream holds a file open until it is read to its end or destroyed; `stat` is for those who want the size only.
   */
  get(
    key: string,
    range?: { readonly start: number; readonly end: number },
  ): Promise<{ readonly size: number; readonly stream: Readable } | undefined>;
  stat(key: string): Promise<{ readonly size: number } | undefined>;
  /**
   * Deletes the blob unless it was put, for the first time or again, at `unlessSince` (ms since the Unix epoch) or later.
   * Tells whether it did.
   */
  delete(key: string, unlessSince?: number): Promise<boolean>;
  /** All keys, in no order; what comes and goes meanwhile may be missed. */
  keys(): AsyncIterable<string>;
}

export type BlobErrorCode = "too_large";

export class BlobError extends Error {
  override readonly name = "BlobError";
  readonly code: BlobErrorCode;

  constructor(code: BlobErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
