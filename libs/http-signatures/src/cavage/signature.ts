// A signature of draft-cavage-http-signatures-12, section 2.1.

/** What a `Signature` header of draft-cavage-12 says. */
export interface CavageSignature {
  readonly scheme: "cavage";
  /** Usually the id of the actor's key, `https://host/users/alice#main-key`. */
  readonly keyId: string;
  /** As written; `hs2019` and none both mean that the key decides. */
  readonly algorithm: string | undefined;
  /** Covered components in signed order, lower case: `(request-target)`, `host`, ... */
  readonly components: readonly string[];
  /** Seconds since the Unix epoch. */
  readonly created: number | undefined;
  /** Seconds since the Unix epoch; draft-cavage allows fractions. */
  readonly expires: number | undefined;
  /** `expires` as written, which is what `(expires)` covers. */
  readonly expiresText: string | undefined;
  readonly nonce: undefined;
  readonly signature: Uint8Array;
}
