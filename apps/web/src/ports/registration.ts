/** Getting an account: somebody who is known already chooses a name, and waits until there is a home for it. */

export type RegistrationStep =
  /** Nobody is signed in: nothing can be chosen yet. */
  | { readonly step: "stranger" }
  /** Signed in, and without a name. */
  | { readonly step: "choosing" }
  /** The home is being made. */
  | { readonly step: "creating"; readonly handle: string }
  /** The home could not be made, and may be tried again. */
  | { readonly step: "failed"; readonly handle: string }
  /** The account is being deleted: until it is gone, they can have no other. */
  | { readonly step: "deleting"; readonly handle: string }
  /** There is a home, and a session. */
  | { readonly step: "done" };

/**
 * Why a name cannot be had. `registered`: they have an account, of another name or one that is being deleted, which
 * `read` tells of. `unpaid`: somebody has to pay for the account of `payee` first.
 */
export type HandleFault =
  | { readonly code: "invalid" | "reserved" | "taken" | "registered" }
  | { readonly code: "unpaid"; readonly payee: string };

export interface Registration {
  /** Where the newcomer is. @throws {SessionError} `offline` */
  read(): Promise<RegistrationStep>;
  /** @returns what is wrong with a name, before it is asked for; undefined where nothing is @throws {SessionError} `offline` */
  check(handle: string): Promise<HandleFault | undefined>;
  /** Asks for the name. @returns what is wrong with it; undefined where it is theirs now @throws {SessionError} `offline` */
  register(handle: string): Promise<HandleFault | undefined>;
  /** Tries again to make the home. @throws {SessionError} `offline` */
  retry(): Promise<void>;
  /** Goes on with a deletion that has come to a halt; one that is under way goes on as it does. @throws {SessionError} `offline` */
  retryDeletion(): Promise<void>;
}
