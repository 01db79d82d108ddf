/** A canister: its methods by name, decoded, answered and refused as its interface says. */

import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { installIdna } from "@mastic/validation/idna";
import { inCleanUp, runMessage } from "../engine/message.ts";
import { ic } from "../engine/system.ts";
import { armTimers, fireTimers, runTimer } from "../engine/timers.ts";
import {
  installType,
  methodsOf,
  type Arguments,
  type Bindings,
  type Reply,
  type Success,
} from "./interface.ts";
import { replyEncoder, type Encoder } from "./encoder.ts";
import { argumentReader, type ArgumentReader } from "./valueReader.ts";
import { typesFor } from "./typeTable.ts";
import { hasErrors, refuse } from "./refusal.ts";

/** Answers one method: the success of its reply, or a `CoreError` thrown for one of its error cases. */
export type Handler<M> = (
  caller: Principal,
  ...args: Arguments<M>
) => Success<Reply<M>> | Promise<Success<Reply<M>>>;

export type Handlers<Service> = { readonly [Name in keyof Service]: Handler<Service[Name]> };

/** `true`, or why not: what whoever called is told. */
export type Admission = true | string;

export interface Canister<Service, Install> {
  /** Once, before anything else. */
  install(args: Install): void | Promise<void>;
  /** After every upgrade, before anything else. */
  upgrade(args: Install): void | Promise<void>;
  /**
   * Whether a call from outside the Internet Computer may cost us a message at all (inspect_message); calls of other
   * canisters do not pass here. What it lets through is authorised again by the method.
   */
  admit(caller: Principal, method: keyof Service & string): Admission | Promise<Admission>;
  readonly methods: Handlers<Service>;
}

/** Offers the canister to the engine. The build numbers the same methods in the same order. */
export function serve<Service, Install>(bindings: Bindings, canister: Canister<Service, Install>): void {
  installIdna();
  const methods = methodsOf(bindings);
  const callbacks: Record<string, () => void> = {};
  for (const [index, [name, signature]] of methods.entries()) {
    // The interface's own list of names: each has its handler.
    const handler = canister.methods[name as keyof Service] as AnyHandler;
    const encode = replyEncoder(name, signature.retTypes);
    const decode = argumentReader(typesFor(name).argument, signature.argTypes);
    const isQuery = signature.annotations.length > 0;
    callbacks[String(index)] = () =>
      runMessage(() => {
        // A query sets no timer, called by another canister neither.
        if (!isQuery) armTimers();
        return answer(signature, handler, decode, encode);
      });
  }
  const receive = (run: Canister<Service, Install>["install"]) => () =>
    runMessage(() => run(IDL.decode([installType(bindings)], ic.msgArgData())[0] as Install));
  callbacks[String(methods.length)] = receive((args) => canister.install(args));
  callbacks[String(methods.length + 1)] = receive((args) => canister.upgrade(args));
  callbacks[String(methods.length + 2)] = () =>
    runMessage(async () => {
      const method = ic.msgMethodName() as keyof Service & string;
      const admission = await canister.admit(caller(), method);
      if (admission === true) ic.acceptMessage();
      else ic.trap(admission);
    });
  callbacks[String(methods.length + 3)] = () => runMessage(runTimer);
  callbacks[String(methods.length + 4)] = () => runMessage(fireTimers);
  Object.assign(globalThis, { _azleCanisterClassMeta: { callbacks } });
}

type AnyHandler = (caller: Principal, ...args: unknown[]) => unknown;

async function answer(
  signature: IDL.FuncClass,
  handler: AnyHandler,
  decode: ArgumentReader,
  encode: Encoder,
): Promise<void> {
  const [reply] = signature.retTypes;
  let value: unknown;
  try {
    const success = await handler(caller(), ...decode(ic.msgArgData()));
    value = hasErrors(reply) ? { Ok: success ?? null } : success;
  } catch (error) {
    if (inCleanUp()) return;
    value = refuse(reply, error);
    if (value === undefined) throw error;
  }
  if (inCleanUp()) return;
  ic.msgReply(encode(value));
}

function caller(): Principal {
  return Principal.fromUint8Array(ic.msgCaller());
}
