/** Responding to the call (interface specification, "Responding"). */
import { joinBytes } from "../execution/join-bytes.ts";
import { type Execution, violation } from "../execution/execution.ts";
import { rejectCode } from "../execution/error-code.ts";
import { isReplicated } from "../execution/mode.ts";
import { systemFunction, type SystemFunctions } from "./system-function.ts";

const responding = "U RQ NRQ TQ CQ Ry Rt CRy CRt";

function mustBeOpen(x: Execution): void {
  if (!x.mayRespond) throw violation("the call was already responded to, or needs no response");
}

function maximumReply(x: Execution): number {
  const { limits } = x.surroundings;
  return isReplicated(x.mode) ? limits.replyBytes : limits.queryReplyBytes;
}

function respond(x: Execution, response: NonNullable<Execution["response"]>): void {
  x.response = response;
  // What was not accepted goes back with the response.
  x.available = 0n;
}

export const replyFunctions: SystemFunctions = {
  msg_reply_data_append: systemFunction("pp", responding, 500, (x, source: number, size: number) => {
    mustBeOpen(x);
    x.replyBytes += size;
    if (x.replyBytes > maximumReply(x)) {
      throw violation(`the reply is larger than ${maximumReply(x)} bytes`);
    }
    x.replyParts.push(x.copyIn(source, size));
  }),
  msg_reply: systemFunction("", responding, 500, (x) => {
    mustBeOpen(x);
    x.unclaimed = x.available;
    respond(x, { kind: "reply", data: joinBytes(x.replyParts) });
  }),
  msg_reject: systemFunction("pp", responding, 500, (x, source: number, size: number) => {
    mustBeOpen(x);
    if (size > maximumReply(x)) throw violation(`the reject message is larger than ${maximumReply(x)} bytes`);
    const message = decode(x.copyIn(source, size));
    x.unclaimed = x.available;
    respond(x, { kind: "reject", code: rejectCode.canisterReject, message, errorCode: "IC0406" });
  }),
};

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw violation("the reject message is no UTF-8 text");
  }
}
