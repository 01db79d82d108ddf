/**
 * A canister's interface, as `candid/*.did` declares it: what its build, its methods and its callers all read.
 *
 * `src/candid/*.did.ts` is generated from there, so that a method that is missing, or answers something else, does
 * not compile.
 */

import { IDL } from "@icp-sdk/core/candid";

/** A module of `src/candid/`, imported whole. */
export interface Bindings {
  readonly idlFactory: IDL.InterfaceFactory;
  readonly init: (lent: { IDL: typeof IDL }) => IDL.Type[];
}

type MethodList = readonly (readonly [string, IDL.FuncClass])[];

/** Many parts of a canister call the same service: to make its types takes tens of millions of instructions. */
const services = new WeakMap<Bindings, MethodList>();

/** The methods of a service, in the order that build and canister number them by. */
export function methodsOf(bindings: Bindings): MethodList {
  const known = services.get(bindings);
  if (known !== undefined) return known;
  const methods = bindings.idlFactory({ IDL })._fields;
  services.set(bindings, methods);
  return methods;
}

const queries = new WeakMap<Bindings, ReadonlySet<string>>();

/** Whether a method is a query, which may be called as an update too. */
export function isQuery(bindings: Bindings, method: string): boolean {
  const known =
    queries.get(bindings) ??
    new Set(methodsOf(bindings).flatMap(([name, { annotations }]) => (annotations.length > 0 ? name : [])));
  queries.set(bindings, known);
  return known.has(method);
}

/** The type of the one argument of installations and upgrades. */
export function installType(bindings: Bindings): IDL.Type {
  const [type] = bindings.init({ IDL });
  if (type === undefined) throw new Error("The service takes no install argument.");
  return type;
}

export type Arguments<M> = M extends (...args: infer A) => unknown ? A : never;
export type Reply<M> = M extends (...args: never) => Promise<infer R> ? R : never;

// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- what a method with a bare `Ok` gives back
type Nothing = void;

type OkOf<R> = R extends { Ok: infer T } ? (T extends null ? Nothing : T) : never;

/** What a method gives back when it does not refuse: `T` where its Candid reply is `variant { Ok : T; Err : … }`. */
export type Success<R> = [R] extends [{ Err: unknown } | { Ok: unknown }]
  ? OkOf<R>
  : R extends undefined
    ? Nothing
    : R;
