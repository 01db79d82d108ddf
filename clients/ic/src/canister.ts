/** A canister by its interface: calls its methods, and turns what it refuses with into errors. */

import { Actor, AgentError, ErrorKindEnum, type Agent } from "@icp-sdk/core/agent";
import { IDL } from "@icp-sdk/core/candid";
import type { Principal } from "@icp-sdk/core/principal";
import { IcClientError, type RefusalCode } from "./error.ts";
import { caseOf, isResult, type Methods } from "./reply.ts";

export interface Connection {
  readonly agent: Agent;
  readonly canisterId: Principal;
}

/** @param idlFactory the interface, as it was generated from Candid: it decides what comes back */
export function canister<Service>(
  idlFactory: IDL.InterfaceFactory,
  connection: Connection,
): Methods<Service> {
  const actor = Actor.createActor(idlFactory, connection);
  const names = idlFactory({ IDL })._fields.map(([name]) => name);
  const methods = names.map((name) => {
    const call = actor[name];
    if (call === undefined) throw new TypeError(`The actor has no method ${name}.`);
    return [name, async (...args: unknown[]) => open(name, await asked(name, () => call(...args)))] as const;
  });
  // The interface and the type were generated from the same file.
  return Object.fromEntries(methods) as unknown as Methods<Service>;
}

/** @throws {IcClientError} with the code of the refusal */
function open(method: string, reply: unknown): unknown {
  if (!isResult(reply)) return reply;
  if ("Ok" in reply) return reply.Ok ?? undefined;
  if (typeof reply.Err === "string")
    throw new IcClientError("Refused", `${method}: ${reply.Err}`, { method });
  const [name, detail] = caseOf(reply.Err);
  const said = typeof detail === "string" ? `: ${detail}` : "";
  // Decoding knows the cases of the interface only.
  throw new IcClientError(name as RefusalCode, `${method} was refused, ${name}${said}`, { method, detail });
}

/** @throws {IcClientError} `CallRejected` or `NoAnswer` */
async function asked<Reply>(method: string, call: () => Promise<Reply>): Promise<Reply> {
  try {
    return await call();
  } catch (cause) {
    const isRejected = cause instanceof AgentError && cause.kind === ErrorKindEnum.Reject;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new IcClientError(isRejected ? "CallRejected" : "NoAnswer", `${method}: ${message}`, {
      method,
      cause,
    });
  }
}
