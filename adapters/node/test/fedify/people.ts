/** Who lives on the Fedify peer, and what it remembers of them: keys, notes, followers, and every activity that arrived. */

import { webcrypto } from "node:crypto";
import { generateCryptoKeyPair } from "@fedify/fedify";
import type { Follow, Note, QuoteAuthorization, Recipient } from "@fedify/vocab";

/** Fedify's types name a DOM type that Node's do not declare globally. */
const generateKeyPair: (algorithm: "Ed25519") => Promise<webcrypto.CryptoKeyPair> = generateCryptoKeyPair;

export interface Person {
  readonly username: string;
  /** Whether follows wait until the control API accepts them. */
  readonly isLocked: boolean;
  readonly keyPairs: webcrypto.CryptoKeyPair[];
  /** By actor URI. */
  readonly followers: Map<string, Recipient>;
  /** Follows of a locked person that nobody has answered yet, by actor URI. */
  readonly followRequests: Map<string, Follow>;
  /** Whom this person follows, and whether they have accepted. */
  readonly following: Map<string, "requested" | "accepted" | "rejected">;
}

export type Visibility = "public" | "unlisted" | "followers" | "direct";

export interface KeptNote {
  readonly note: Note;
  readonly author: string;
  readonly visibility: Visibility;
  readonly recipients: readonly Recipient[];
}

export interface Arrival {
  readonly type: string;
  readonly id: string | null;
  readonly actor: string | null;
  readonly object: string | null;
  /** The activity as Fedify writes it back after reading it. */
  readonly json: unknown;
}

export class People {
  readonly persons = new Map<string, Person>();
  /** By the last segment of the note's URI. */
  readonly notes = new Map<string, KeptNote>();
  /** Follows that were sent, by the last segment of their URI: Fedify reads them again when their answer arrives. */
  readonly follows = new Map<string, Follow>();
  /** By the last segment of the authorization's URI. */
  readonly quoteAuthorizations = new Map<string, QuoteAuthorization>();
  readonly arrivals: Arrival[] = [];
  readonly errors: string[] = [];

  async add(username: string, isLocked: boolean): Promise<void> {
    // Both, as Fedify's documentation asks: RSA for HTTP Signatures, Ed25519 for integrity proofs. Its own generator makes
    // RSA keys of 4096 bits, which cost seconds each; Mastodon's have 2048.
    const keyPairs = await Promise.all([
      webcrypto.subtle.generateKey(
        {
          name: "RSASSA-PKCS1-v1_5",
          hash: "SHA-256",
          modulusLength: 2048,
          publicExponent: new Uint8Array([1, 0, 1]),
        },
        true,
        ["sign", "verify"],
      ),
      generateKeyPair("Ed25519"),
    ]);
    this.persons.set(username, {
      username,
      isLocked,
      keyPairs,
      followers: new Map(),
      followRequests: new Map(),
      following: new Map(),
    });
  }

  get(username: string): Person {
    const person = this.persons.get(username);
    if (person === undefined) throw new Error(`Nobody here is called ${username}.`);
    return person;
  }
}
