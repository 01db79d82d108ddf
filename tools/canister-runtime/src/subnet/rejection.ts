/** Rejections as the replica words them. */
import type { Principal } from "@icp-sdk/core/principal";
import type { Canister } from "../canister/canister.ts";
import type { Response } from "../execution/call-context.ts";
import { type ErrorCode, rejectCodeOf } from "../execution/error-code.ts";
import type { Trap } from "../execution/trap.ts";

export type Rejection = Extract<Response, { kind: "reject" }>;

export function rejection(errorCode: ErrorCode, message: string): Rejection {
  return { kind: "reject", code: rejectCodeOf(errorCode), message, errorCode };
}

export function trapRejection(canister: Canister, trap: Trap): Rejection {
  const from = `Error from Canister ${canister.id.toText()}: `;
  switch (trap.code) {
    case "IC0503":
      return rejection(trap.code, `${from}Canister called \`ic0.trap\` with message: '${trap.message}'`);
    case "IC0504":
      return rejection(trap.code, `${from}Canister violated contract: ${trap.message}`);
    case "IC0502":
      return rejection(trap.code, `${from}Canister trapped: ${trap.message}`);
    default:
      return rejection(trap.code, `${from}Canister ${trap.message}`);
  }
}

export const notFound = (id: Principal): Rejection =>
  rejection("IC0301", `Canister ${id.toText()} not found`);

export const notController = (canister: Canister, caller: Principal): Rejection =>
  rejection(
    "IC0512",
    `Only controllers of canister ${canister.id.toText()} can call this method, and ${caller.toText()} is none`,
  );

export const outOfCycles = (canister: Canister, needed: bigint): Rejection =>
  rejection(
    "IC0207",
    `Canister ${canister.id.toText()} is out of cycles: it has ${canister.cycles} and needs ${needed}, ` +
      "besides what its freezing threshold keeps",
  );

export const notReplied = (canister: Canister): Rejection =>
  rejection("IC0506", `Error from Canister ${canister.id.toText()}: Canister did not reply to the call`);
