// What gateways and canisters tell each other in Candid (HTTP gateway protocol, "Canister HTTP Interface").
import { IDL } from "@icp-sdk/core/candid";
import type { Principal } from "@icp-sdk/core/principal";
import { checkReadable } from "../candid/skip-value.ts";
import { typeAt } from "../candid/type-at.ts";
import { RequestError } from "../request-error.ts";

/** A header: its name and its value. */
export type HeaderField = [name: string, value: string];

/** A web request, as a canister gets it. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: HeaderField[];
  readonly body: Uint8Array;
}

/** More of a body, to be had by a query of the canister's own method. */
export interface StreamingCallback {
  readonly canisterId: Principal;
  readonly method: string;
  /** The argument of that query. */
  readonly argument: Uint8Array;
}

/** A canister's answer to a web request. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: HeaderField[];
  readonly body: Uint8Array;
  /** Whether the request is to be repeated as an update call. */
  readonly upgrade: boolean;
  readonly streaming: StreamingCallback | undefined;
}

const headers = IDL.Vec(IDL.Tuple(IDL.Text, IDL.Text));
const body = IDL.Vec(IDL.Nat8);
const requestFields = { method: IDL.Text, url: IDL.Text, headers, body };
const queryRequest = IDL.Record({ ...requestFields, certificate_version: IDL.Opt(IDL.Nat16) });
const updateRequest = IDL.Record(requestFields);
const responseFields = { status_code: IDL.Nat16, headers, body, upgrade: IDL.Opt(IDL.Bool) };

/** The argument of `http_request`; version 2 of response verification is what this gateway asks for. */
export const encodeQueryRequest = (request: HttpRequest): Uint8Array =>
  IDL.encode([queryRequest], [{ ...request, certificate_version: [2] }]);

/** The argument of `http_request_update`. */
export const encodeUpdateRequest = (request: HttpRequest): Uint8Array =>
  IDL.encode([updateRequest], [request]);

interface WireResponse {
  status_code: number;
  headers: HeaderField[];
  body: Uint8Array;
  upgrade: [] | [boolean];
  streaming_strategy?: [] | [{ Callback: { callback: [Principal, string]; token: unknown } }];
}

/** Reads the reply of either method. @throws RequestError `canister_response_malformed` */
export const decodeResponse = (reply: Uint8Array): HttpResponse =>
  decoding(reply, (bytes) => {
    const tokenType = typeAt(bytes, ["streaming_strategy", "Callback", "token"]);
    const callback = typeAt(bytes, ["streaming_strategy", "Callback", "callback"]);
    const strategy =
      tokenType && callback && IDL.Opt(IDL.Variant({ Callback: IDL.Record({ callback, token: tokenType }) }));
    const type = IDL.Record(strategy ? { ...responseFields, streaming_strategy: strategy } : responseFields);
    const [wire] = IDL.decode([type], bytes) as unknown as [WireResponse];
    const streaming = wire.streaming_strategy?.[0]?.Callback;
    return {
      status: wire.status_code,
      headers: wire.headers,
      body: Uint8Array.from(wire.body),
      upgrade: wire.upgrade[0] ?? false,
      streaming: streaming &&
        tokenType && {
          canisterId: streaming.callback[0],
          method: streaming.callback[1],
          argument: IDL.encode([tokenType], [streaming.token]),
        },
    };
  });

/** A part of a body, and the argument of the query for the next, if there is more. */
export interface StreamedPart {
  readonly body: Uint8Array;
  readonly next: Uint8Array | undefined;
}

/** Reads the reply of a streaming callback. @throws RequestError `canister_response_malformed` */
export const decodeStreamedPart = (reply: Uint8Array): StreamedPart =>
  decoding(reply, (bytes) => {
    const tokenType = typeAt(bytes, ["token"]);
    const type = IDL.Record(tokenType ? { body, token: IDL.Opt(tokenType) } : { body });
    const [wire] = IDL.decode([type], bytes) as unknown as [{ body: Uint8Array; token?: [] | [unknown] }];
    const more = wire.token !== undefined && wire.token.length > 0;
    return {
      body: Uint8Array.from(wire.body),
      next: tokenType && more ? IDL.encode([tokenType], wire.token as [unknown]) : undefined,
    };
  });

function decoding<T>(reply: Uint8Array, decode: (bytes: Uint8Array) => T): T {
  try {
    checkReadable(reply);
    // The decoder reads from the start of the buffer, wherever in it the reply is.
    return decode(Uint8Array.from(reply));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new RequestError(
      "canister_response_malformed",
      `The canister's answer is no HTTP response: ${why}`,
    );
  }
}
