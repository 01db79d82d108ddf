/** What receiving an activity comes to, once everything it needs has been gathered: the turns that apply it. */

import type { Activity } from "@mastic/activitypub";
import type { HomeContext } from "../federation/context.ts";
import type { Gatherer } from "../federation/gather.ts";
import type { AccountRow } from "../schema/accounts.ts";
import type { Turn } from "../store/store.ts";

export interface Prepared {
  /** What it does to shared tables, before anybody hears of it. Applied again, it changes nothing. */
  readonly shared?: (turn: Turn) => Promise<void>;
  /** What it does for one user it concerns, whose turn this is. @returns whether there is more: it is called again */
  readonly user?: (turn: Turn, self: AccountRow) => Promise<boolean>;
  /** What it does to shared tables in the end, in bounded steps. @returns whether there is more */
  readonly after?: (turn: Turn) => Promise<boolean>;
  /** Which local users hear of it besides those it names: who follows the actor, everyone tied to it, or nobody. */
  readonly subscribers: "followers" | "everyone" | "nobody";
  /** Local users whom it concerns though it does not name them, by account id. */
  readonly also?: readonly bigint[];
  /** The status that an Announce shows, for the inbox row. */
  readonly originalStatusUri?: string;
}

export interface ReceiveEnvironment {
  readonly ctx: HomeContext;
  readonly gather: Gatherer;
}

/**
 * Gathers what the activity needs. It has been verified to be `actor`'s, and has passed `checkActivity`.
 * @returns `undefined` when nothing is to be done
 * @throws {CoreError} `RemoteUnavailable`: try again later; any other code: never
 */
export type Receiver = (
  env: ReceiveEnvironment,
  activity: Activity,
  actor: AccountRow,
) => Promise<Prepared | undefined>;
