/** Replies as Candid has them, `variant { Ok : T; Err : E }`, and what a caller gets of them: `T`, or an error. */

type Cases<E> = E extends string ? never : E extends unknown ? keyof E & string : never;
type ReplyOf<M> = M extends (...args: never) => Promise<infer R> ? R : never;
type ErrOf<R> = R extends { Err: infer E } ? E : never;

/** The names of all cases that the methods of `Service` refuse with. */
export type RefusalOf<Service> = Cases<ErrOf<ReplyOf<Service[keyof Service]>>>;

// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- what a method with a bare `Ok` gives back
type Nothing = void;
type OkOf<R> = R extends { Ok: infer T } ? (T extends null ? Nothing : T) : never;

/** What a method gives back when it does not refuse; replies of other shapes stay as they are. */
export type Success<R> = [R] extends [{ Ok: unknown } | { Err: unknown }]
  ? OkOf<R>
  : R extends undefined
    ? Nothing
    : R;

/** The methods of a canister: with the arguments of its interface, and `T` for `variant { Ok : T; Err : E }`. */
export type Methods<Service> = {
  readonly [Name in keyof Service]: Service[Name] extends (...args: infer A) => Promise<infer R>
    ? (...args: A) => Promise<Success<R>>
    : never;
};

/** @returns the case of a variant and what it carries */
export function caseOf(variant: object): readonly [name: string, value: unknown] {
  const [entry] = Object.entries(variant) as [string, unknown][];
  if (entry === undefined) throw new TypeError("A variant has a case.");
  return entry;
}

/** Whether it is a `variant { Ok; Err }`, by its one field. */
export function isResult(reply: unknown): reply is { Ok: unknown } | { Err: object | string } {
  return typeof reply === "object" && reply !== null && ("Ok" in reply || "Err" in reply);
}
