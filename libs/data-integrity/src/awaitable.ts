// A result that is there already, or will be: node:crypto answers at once, WebCrypto and a canister's signer do not.

/** Either the value or a promise of it; `await` takes both. */
export type Awaitable<T> = T | Promise<T>;
