/** HTTP outcalls that wait for the world outside (interface specification, "IC method http_request"). */
import type { Request } from "../subnet/request.ts";

export type OutcallMethod = "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "PATCH";

/** A header's name and value. */
export type OutcallHeader = [string, string];

export interface OutcallRequest {
  /** A number that no other outcall of the runtime has. */
  readonly id: number;
  readonly url: string;
  readonly method: OutcallMethod;
  readonly headers: OutcallHeader[];
  readonly body: Uint8Array;
  readonly maxResponseBytes: number;
  /** Whether the nodes of the subnet each make the request and have to agree on the answer. */
  readonly isReplicated: boolean;
}

export interface OutcallResponse {
  readonly status: number;
  readonly headers: OutcallHeader[];
  readonly body: Uint8Array;
}

/** The request did not come to an answer. */
export interface OutcallFailure {
  /** 1 for what would fail again, 2 for what may pass. */
  readonly rejectCode: number;
  readonly error: string;
}

export type OutcallResult = OutcallResponse | OutcallFailure;

/** An outcall with the call that waits for it. */
export interface PendingOutcall {
  readonly outcall: OutcallRequest;
  readonly request: Request;
  /** Cycles that go back with the response. */
  readonly refund: bigint;
  readonly transform: { readonly method: string; readonly context: Uint8Array } | undefined;
}

export const outcallLimits = {
  urlLength: 8192,
  headers: 64,
  headerBytes: 8 * 1024,
  allHeaderBytes: 48 * 1024,
  requestBytes: 2_000_000,
  responseBytes: 2_000_000,
} as const;

const length = (text: string): number => Buffer.byteLength(text);

/** Bytes of the names and values. */
export const headerBytes = (headers: readonly OutcallHeader[]): number =>
  headers.reduce((sum, [name, value]) => sum + length(name) + length(value), 0);

/** What is wrong with the headers; undefined if nothing is. */
export function headerFault(headers: readonly OutcallHeader[]): string | undefined {
  if (headers.length > outcallLimits.headers) return `there are more than ${outcallLimits.headers} headers`;
  const parts = headers.flat();
  if (parts.some((part) => length(part) > outcallLimits.headerBytes)) {
    return `a header's name or value is larger than ${outcallLimits.headerBytes} bytes`;
  }
  return headerBytes(headers) > outcallLimits.allHeaderBytes
    ? `the headers are larger than ${outcallLimits.allHeaderBytes} bytes`
    : undefined;
}
