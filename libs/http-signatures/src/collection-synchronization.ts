// The Collection-Synchronization header (FEP-8fcf): do sender and receiver agree on who follows across their two servers?

import { readCavageParameters } from "./cavage/parameters.ts";
import type { CryptoPort } from "./crypto-port.ts";
import { SignatureError } from "./error.ts";
import { parseTarget } from "./request.ts";

/** What the header says. */
export interface CollectionSynchronization {
  /** The sender's `followers` collection. */
  readonly collectionId: string;
  /** Where the receiver finds the part of it that is on the receiver's server; of the same origin. */
  readonly url: string;
  /** The digest of that part: 64 lower-case hexadecimal digits. */
  readonly digest: string;
}

/**
 * Reads the header. `followers` is the id of the sender's followers collection, from its own document. The digest may
 * have `sha-256=` before it. Throws `field_malformed` when it cannot be read, is of another collection, or points to
 * another origin, where nobody may be asked in the sender's name; and `signature_too_large`.
 */
export function parseCollectionSynchronization(header: string, followers: string): CollectionSynchronization {
  const parameters = new Map<string, string>();
  readCavageParameters(header, "field_malformed", (name, start, end) => {
    parameters.set(name, header.slice(start, end));
  });
  const collectionId = parameters.get("collectionId");
  const url = parameters.get("url") ?? "";
  const digest =
    parameters
      .get("digest")
      ?.toLowerCase()
      .replace(/^sha-256=/, "") ?? "";
  if (collectionId !== followers) throw malformed("of another collection", followers, collectionId);
  if (!sameOrigin(url, followers)) throw malformed("of another origin", followers, url);
  if (!/^[0-9a-f]{64}$/.test(digest)) throw malformed("without usable digest");
  return { collectionId, url, digest };
}

/** Writes the header. Throws `field_unserializable`. */
export function formatCollectionSynchronization(synchronization: CollectionSynchronization): string {
  const { collectionId, url, digest } = synchronization;
  for (const text of [collectionId, url, digest]) {
    // Neither what ends a quoted string nor what a header cannot hold.
    if (/[^!#-[\]-~]/.test(text)) {
      throw new SignatureError("field_unserializable", "Collection-Synchronization cannot quote this", {
        actual: text.slice(0, 200),
      });
    }
  }
  return `collectionId="${collectionId}", url="${url}", digest="${digest}"`;
}

/**
 * The digest of a part of a followers collection: the SHA-256 digests of the followers' ids, each counted once, XORed.
 * Ids are hashed as they are written. None gives 64 zeros.
 */
export async function followersDigest(followers: Iterable<string>, crypto: CryptoPort): Promise<string> {
  const encoder = new TextEncoder();
  const sum = new Uint8Array(32);
  for (const id of new Set(followers)) {
    const digest = await crypto.digest("sha-256", encoder.encode(id));
    for (let index = 0; index < 32; index++) sum[index] = (sum[index] ?? 0) ^ (digest[index] ?? 0);
  }
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

function sameOrigin(left: string, right: string): boolean {
  const one = parseTarget(left);
  const other = parseTarget(right);
  return one !== undefined && one.scheme === other?.scheme && one.authority === other.authority;
}

function malformed(reason: string, expected = "", actual = ""): SignatureError {
  return new SignatureError("field_malformed", `Collection-Synchronization: ${reason}`, {
    expected,
    actual: actual.slice(0, 200),
  });
}
