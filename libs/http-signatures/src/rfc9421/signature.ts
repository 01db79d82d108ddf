// A signature of RFC 9421, sections 2.3 and 4.

import type { Component } from "./component.ts";

/** What one label of `Signature-Input` and `Signature` says. */
export interface Rfc9421Signature {
  readonly scheme: "rfc9421";
  readonly label: string;
  /** Usually the id of the actor's key; empty when the signature names none. */
  readonly keyId: string;
  /** Name in the registry; without it, the key decides. */
  readonly algorithm: string | undefined;
  /** Identifiers of the covered components in signed order: `@method`, `content-digest`, ... */
  readonly components: readonly string[];
  readonly covered: readonly Component[];
  /** Seconds since the Unix epoch. */
  readonly created: number | undefined;
  /** Seconds since the Unix epoch. */
  readonly expires: number | undefined;
  readonly nonce: string | undefined;
  /** What the signature is for, by application. */
  readonly tag: string | undefined;
  /** The value of `@signature-params`. */
  readonly signatureParams: string;
  readonly signature: Uint8Array;
}
