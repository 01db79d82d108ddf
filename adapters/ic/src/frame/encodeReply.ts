/** Replies in Candid, behind the types that the build has written (`build/replyTypes.ts`). */

import { IDL } from "@icp-sdk/core/candid";
import { bytesOf } from "../store/bytes.ts";

declare global {
  /** By the name of the method: a character for each byte. */
  var _masticReplyTypes: Readonly<Record<string, string>> | undefined;
}

/** @param values of the reply's types: that they are, the compiler has checked */
export function encodeReply(
  method: string,
  types: readonly IDL.Type[],
  values: readonly unknown[],
): Uint8Array {
  const start = globalThis._masticReplyTypes?.[method];
  if (start === undefined) return new Uint8Array(IDL.encode([...types], [...values]));
  const parts = [bytesOf(start), ...types.map((type, i) => new Uint8Array(type.encodeValue(values[i])))];
  const reply = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    reply.set(part, at);
    at += part.length;
  }
  return reply;
}
