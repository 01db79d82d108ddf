/** Sends an activity of the turn's owner into the world: to followers, to named accounts, near and far. */

import { visibilityOf } from "@mastic/activitypub";
import { tryParseUrl } from "@mastic/validation";
import { uris } from "../document/activity.ts";
import { type DeliverPayload, effect } from "../effects.ts";
import type { AccountRow } from "../schema/accounts.ts";
import type { EffectBody } from "../store/effect.ts";
import type { Turn } from "../store/store.ts";

export interface Audience {
  /** Everyone who follows the author. */
  readonly followers: boolean;
  /** Accounts addressed by name. */
  readonly accounts: readonly AccountRow[];
}

interface Activity {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** What effects of one remote server share: its canonical host, with the port where that is not the default. */
function laneOf(url: string): string {
  return tryParseUrl(url)?.host ?? "invalid";
}

/** The lane of what is fetched from a server: that it takes nothing does not say that it has nothing to give. */
export function gatherLaneOf(url: string): string {
  return `gather ${laneOf(url)}`;
}

/** Leaves the effects that bring `activity` to its audience: one request for each shared inbox. */
export function send(turn: Turn, author: AccountRow, activity: Activity, audience: Audience): void {
  const body = { id: activity.id, content: JSON.stringify(activity) };
  const only = audience.followers && isForFollowersOnly(author, activity) ? { toFollowersOnly: true } : {};
  const inboxes = new Set<string>();
  const targets: string[] = [];
  for (const account of audience.accounts) {
    if (account.id === author.id) continue;
    if (account.host === null) targets.push(account.id.toString());
    else if (!account.suspended) inboxes.add(account.sharedInbox ?? account.inbox);
  }
  for (const inbox of inboxes) deliver(turn, activity.id, inbox, body, only);
  if (audience.followers) {
    turn.emit(
      effect(
        {
          kind: "fanOut",
          payload: {
            activityId: activity.id,
            actorUri: author.uri,
            except: [...inboxes],
            after: null,
            ...only,
          },
        },
        { body },
      ),
    );
  }
  if (audience.followers || targets.length > 0) {
    turn.emit(
      effect(
        {
          kind: "route",
          payload: {
            activityId: activity.id,
            actorUri: author.uri,
            targets,
            toFollowers: audience.followers,
          },
        },
        { body },
      ),
    );
  }
}

/** One delivery to one inbox; the same activity waits only once for each. */
export function deliver(
  turn: Turn,
  activityId: string,
  inbox: string,
  body: EffectBody,
  more: Pick<DeliverPayload, "toFollowersOnly"> = {},
): void {
  turn.emit(
    effect(
      { kind: "deliver", payload: { inbox, activityId, ...more } },
      { key: `${activityId} ${inbox}`, lane: laneOf(inbox), body },
    ),
  );
}

function isForFollowersOnly(author: AccountRow, { to, cc }: Activity): boolean {
  const followers = author.followersUri;
  return visibilityOf({ to: uris(to), cc: uris(cc), followers }) === "private";
}
