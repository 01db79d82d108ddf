/** What the domain is given: its store, its instance, and every capability it has of the outside world. */

import type { AccountRow } from "./schema/accounts.ts";
import type { StatusRow } from "./schema/statuses.ts";
import type { Millis, Owner, Store } from "./store/store.ts";

/** The node as it presents itself. */
export interface Instance {
  /** `https://mastic.social`, without a trailing slash. Fixed by configuration, never taken from a request. */
  readonly origin: string;
  /** The canonical host of `origin`, with its port where that is not the default: the part after `@` in addresses. */
  readonly host: string;
  readonly title: string;
  readonly description: string;
  readonly contactEmail: string | null;
  readonly version: string;
  readonly registrations: "open" | "closed" | "invite";
  /** What people agree to here until moderators have written rules. Absent where these are kept elsewhere (canisters). */
  readonly rules?: readonly string[];
  readonly limits: InstanceLimits;
  /** Secure mode: unsigned GETs of ActivityPub documents are refused. */
  readonly authorizedFetch: boolean;
  /**
   * Where people's browsers get a file of another server: at this node, where it passes them on. Absent where they ask the
   * other server themselves.
   */
  readonly remoteMediaUrl?: (url: string) => string;
}

export interface InstanceLimits {
  readonly statusCharacters: number;
  readonly mediaAttachments: number;
  readonly pinnedStatuses: number;
  readonly profileFields: number;
  readonly featuredTags: number;
  /** Mutating actions of one user in one minute (UC19). */
  readonly actionsPerMinute: number;
  /** Entries of one home timeline; the oldest go. */
  readonly homeTimeline: number;
  /** How long the handle of a deleted user stays blocked, and the address of a deleted status says that it is gone. */
  readonly tombstoneMillis: Millis;
  /** How old a signature may be. */
  readonly signatureMaxAgeMillis: Millis;
}

export const defaultLimits: InstanceLimits = {
  statusCharacters: 500,
  mediaAttachments: 4,
  pinnedStatuses: 5,
  profileFields: 4,
  featuredTags: 4,
  actionsPerMinute: 20,
  homeTimeline: 800,
  tombstoneMillis: 30 * 24 * 3_600_000,
  signatureMaxAgeMillis: 3_600_000,
};

/** An HTTP request and response as plain records; header names in lower case. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute for outgoing requests; for incoming ones the path with its query, as it was sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * One outgoing HTTP exchange. The host checks every address it connects to, bounds size and time, and follows no
 * redirect: the domain does, so that each hop is checked and signed anew.
 */
export type RemoteFetch = (
  request: HttpRequest & { readonly maxBytes?: number; readonly timeoutMillis?: Millis },
) => Promise<HttpResponse>;

/** The cryptography that the domain needs of its host. */
export interface KeyCrypto {
  /** A new key pair: SPKI and PKCS#8, PEM. */
  generateKeyPair(
    algorithm: "rsa-2048" | "ed25519",
  ): Promise<{ publicKeyPem: string; privateKeyPem: string }>;
}

export interface Context {
  readonly store: Store;
  readonly instance: Instance;
  readonly now: () => Millis;
  /** So many unpredictable bytes. */
  readonly random: (length: number) => Uint8Array;
}

/** Who asks. `null` for nobody signed in. */
export interface Caller {
  readonly principal: string | null;
}

/** What a command may gather from elsewhere before its turn. Everything it returns is in this store already. */
export interface Gather {
  /**
   * The account of an actor URI (`https://…`), or of an address (`alice`, `@bob@host`), fetched when unknown or stale.
   * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`
   */
  account(reference: string): Promise<AccountRow>;
  /**
   * The account of an actor URI as its server describes it right now.
   * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`
   */
  refresh(uri: string): Promise<AccountRow>;
  /**
   * The status with this uri or page URL, fetched when unknown, in the name of the asking user.
   * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`
   */
  status(uri: string): Promise<StatusRow>;
}

/** What a user's own code works with. */
export interface UserContext extends Context {
  /** The account id of the user, and the owner of the rows. */
  readonly owner: Owner;
  readonly gather: Gather;
  readonly rateLimit: RateLimit;
  /** Whether this principal moderates the instance: what the Directory says. */
  readonly isModerator: (principal: string) => Promise<boolean>;
}

/** UC19: so many mutating actions in a sliding minute, forgotten at a restart. */
export interface RateLimit {
  /** Counts one action. @throws {CoreError} `RateLimitExceeded` */
  take(owner: Owner, now: Millis): void;
}
