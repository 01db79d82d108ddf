/** Calls to other canisters that wait for an answer, in the tables where Azle's native side looks for them. */

interface Pending {
  readonly resolve: (reply: Uint8Array) => void;
  readonly reject: (failure: unknown) => void;
}

const resolvers: Record<string, (reply: Uint8Array | ArrayBuffer) => void> = {};
const rejecters: Record<string, (failure: unknown) => void> = {};

let last = 0;

Object.assign(globalThis, { _azleResolveCallbacks: resolvers, _azleRejectCallbacks: rejecters });

/** @returns the id under which the native side settles it, both ways */
export function awaitSettling({ resolve, reject }: Pending): string {
  last += 1;
  const id = String(last);
  resolvers[id] = (reply) => resolve(reply instanceof Uint8Array ? reply : new Uint8Array(reply));
  rejecters[id] = reject;
  return id;
}

/** Forgets a call that has been answered. */
export function settle(id: string): void {
  Reflect.deleteProperty(resolvers, id);
  Reflect.deleteProperty(rejecters, id);
}
