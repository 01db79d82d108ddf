/** `http_request`: checks and pays an outcall, which the world outside then answers (interface specification). */
import type { Principal } from "@icp-sdk/core/principal";
import { outcallPrice, prices } from "../cycles/prices.ts";
import {
  headerBytes,
  headerFault,
  outcallLimits,
  type OutcallHeader,
  type OutcallMethod,
  type OutcallRequest,
} from "../outcalls/outcall.ts";
import * as candid from "./candid.ts";
import { type ManagementCall, type ManagementMethod, refuse } from "./method.ts";

type Optional<T> = [] | [T];

interface HttpRequest {
  url: string;
  max_response_bytes: Optional<bigint>;
  method: Record<string, null>;
  headers: { name: string; value: string }[];
  body: Optional<Uint8Array>;
  transform: Optional<{ function: [Principal, string]; context: Uint8Array }>;
  is_replicated: Optional<boolean>;
}

const nonReplicatedOnly = new Set<OutcallMethod>(["PUT", "DELETE", "PATCH"]);

export const httpRequest: ManagementMethod = {
  argument: candid.outcallArgument,
  ingress: false,
  run: (call: ManagementCall, argument: HttpRequest) => {
    const outcall = readOutcall(call, argument);
    const [transform] = argument.transform;
    if (transform !== undefined && transform.function[0].compareTo(call.request.caller) !== "eq") {
      refuse("IC0406", "the transform function has to be the calling canister's own");
    }
    pay(call, outcall, argument.max_response_bytes[0], transform);
    call.subnet.outcalls.set(outcall.id, {
      outcall,
      request: call.request,
      refund: call.cycles,
      transform:
        transform === undefined
          ? undefined
          : { method: transform.function[1], context: Uint8Array.from(transform.context) },
    });
    return undefined;
  },
};

/** @throws Refusal `IC0408` */
function readOutcall(call: ManagementCall, argument: HttpRequest): OutcallRequest {
  const [name = "get"] = Object.keys(argument.method);
  const method = name.toUpperCase() as OutcallMethod;
  const [isReplicated = true] = argument.is_replicated;
  if (isReplicated && nonReplicatedOnly.has(method)) {
    refuse("IC0408", `${method} is only allowed with is_replicated = false`);
  }
  if (argument.url.length > outcallLimits.urlLength) refuse("IC0408", "the url is longer than 8192");
  const headers = argument.headers.map(({ name, value }): OutcallHeader => [name, value]);
  const fault = headerFault(headers);
  if (fault !== undefined) refuse("IC0408", fault);
  const body = Uint8Array.from(argument.body[0] ?? []);
  if (headerBytes(headers) + body.length > outcallLimits.requestBytes) {
    refuse("IC0408", `the request is larger than ${outcallLimits.requestBytes} bytes`);
  }
  const [maximum = BigInt(outcallLimits.responseBytes)] = argument.max_response_bytes;
  if (maximum > BigInt(outcallLimits.responseBytes)) {
    refuse("IC0408", `max_response_bytes is at most ${outcallLimits.responseBytes}`);
  }
  if (!headers.some(([header]) => header.toLowerCase() === "user-agent"))
    headers.push(["user-agent", "ic/1.0"]);
  return {
    id: call.subnet.nextNumber(),
    url: argument.url,
    method,
    headers,
    body,
    maxResponseBytes: Number(maximum),
    isReplicated,
  };
}

/** @throws Refusal `IC0406` if too few cycles are attached */
function pay(
  call: ManagementCall,
  outcall: OutcallRequest,
  maximum: bigint | undefined,
  transform: { function: [Principal, string]; context: Uint8Array } | undefined,
): void {
  const transformBytes =
    transform === undefined ? 0 : transform.function[1].length + transform.context.length;
  const bytes = outcall.url.length + headerBytes(outcall.headers) + outcall.body.length + transformBytes;
  const price = outcallPrice(BigInt(bytes), maximum ?? prices.outcallDefaultResponseBytes);
  if (call.cycles < price) {
    refuse(
      "IC0406",
      `http_request request sent with ${call.cycles} cycles, but ${price} cycles are required.`,
    );
  }
  call.cycles -= price;
}
