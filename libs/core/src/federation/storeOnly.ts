/** Gathering without the network: what is not in the store is asked of nobody, so that work at home waits for no other server. */

import type { AddressBook, Documents } from "./gatherAccount.ts";

/** Says that something has to be asked of another server. It is a signal of this node's, and no peer's fault. */
export class NotInStore extends Error {
  override readonly name = "NotInStore";
}

const refuse = (what: string): Promise<never> =>
  Promise.reject(new NotInStore(`${what} is not in the store.`));

export const storeOnly: Documents & AddressBook = {
  fetch: refuse,
  find: refuse,
  confirm: ({ id }) => refuse(id),
};
