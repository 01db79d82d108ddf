/** A canister as an object whose methods are those of its Candid interface, as `@dfinity/pic` has it. */
import type { Identity } from "@icp-sdk/core/agent";
import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";

/** A method of a canister, typed by the declarations that `bindgen` makes. */
export type ActorMethod<Parameters extends unknown[] = never[], Result = unknown> = (
  ...parameters: Parameters
) => Promise<Result>;

/** The interface `T` of a canister, and on whose behalf it is called: at first the anonymous principal's. */
export type Actor<T> = T & {
  setPrincipal(principal: Principal): void;
  setIdentity(identity: Identity): void;
};

/** Sends a call whose argument is encoded; resolves with the encoded reply. */
export type ActorCall = (call: {
  sender: Principal;
  method: string;
  arg: Uint8Array;
  query: boolean;
}) => Promise<Uint8Array>;

/** No value, the only value, or all of them, as agents return replies. */
function decodeReply(types: IDL.Type[], reply: Uint8Array): unknown {
  const values = IDL.decode(types, Uint8Array.from(reply));
  return values.length > 1 ? values : values[0];
}

export function createActor<T>(idlFactory: IDL.InterfaceFactory, send: ActorCall): Actor<T> {
  const service = idlFactory({ IDL });
  let sender = Principal.anonymous();
  const methods: Record<string, unknown> = {
    setPrincipal: (principal: Principal) => {
      sender = principal;
    },
    setIdentity: (identity: Identity) => {
      sender = identity.getPrincipal();
    },
  };
  for (const [method, type] of service._fields) {
    const query = type.annotations.some((name) => name === "query" || name === "composite_query");
    methods[method] = async (...parameters: unknown[]) => {
      const arg = IDL.encode(type.argTypes, parameters);
      return decodeReply(type.retTypes, await send({ sender, method, arg, query }));
    };
  }
  return methods as Actor<T>;
}
