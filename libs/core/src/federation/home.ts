/** A home whose store is its user's alone: what it takes from others, shows of itself, and gathers through the Federation. */

import { ActivityPubError, idOf, parseActivity, type Activity } from "@mastic/activitypub";
import type { HttpResponse } from "../context.ts";
import { CoreError } from "../error.ts";
import { receivers, isTaken } from "../receive/receivers.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import type { Millis, Owner } from "../store/store.ts";
import { refuse } from "./answer.ts";
import { confirmListed, endUnlisted } from "./compareFollow.ts";
import type { HomeContext } from "./context.ts";
import { Gatherer } from "./gather.ts";
import { AccountGatherer, type AddressBook, type Documents } from "./gatherAccount.ts";
import { HomeDocuments } from "./homeDocuments.ts";
import { applyOnce } from "./perform/apply.ts";
import { endingBadValues } from "./perform/badValues.ts";
import { enforceDomainBlock } from "./perform/enforceDomainBlock.ts";
import { fanOut } from "./perform/fanOut.ts";
import { done, permanent, type Performer } from "./perform/outcome.ts";
import { resolve } from "./perform/resolve.ts";
import { verifyQuote } from "./perform/verifyQuote.ts";
import type { Requester } from "./requesters.ts";
import { readPath, readQuery } from "./routes/path.ts";

/** The kinds of effects that a home performs itself. */
export type HomeEffectKind = "fanOut" | "resolve" | "verifyQuote" | "receive" | "enforceDomainBlock";

export interface Home {
  readonly gather: Gatherer;
  /** What the host's worker calls for these kinds; those that leave the home are the host's. */
  readonly perform: Readonly<Record<HomeEffectKind, Performer>>;
  /**
   * Takes an activity that the Federation has verified, or that another home of this node has sent. Told again, it
   * changes nothing.
   * @throws {CoreError} `InvalidActivity`; `RemoteUnavailable`: try again later; any other code: never
   */
  receive(activity: string): Promise<void>;
  /**
   * Brings the user's follow of an actor into line with what the actor's server says of it (FEP-8fcf).
   * @returns whether an Undo was sent for a follow that is over
   * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`: the actor is not known here, and cannot be read
   */
  compareFollow(said: FollowSaid): Promise<boolean>;
  /**
   * Answers a GET of a document of this home.
   * @param url the path with its query
   * @param requesterUri the actor who asks, proven by whoever passes it on
   */
  document(url: string, requesterUri: string | null): Promise<HttpResponse>;
}

/** What the server of an actor says of a follow of that actor. */
export interface FollowSaid {
  readonly actorUri: string;
  /** Whether it lists the user. */
  readonly listed: boolean;
  /** Before this moment it was asked: a later follow is another one. */
  readonly comparedAt: Millis;
}

/** The home of `ctx.home`. @param elsewhere what the Federation fetches and looks up for it */
export function createHome(
  ctx: HomeContext & { readonly home: Owner },
  elsewhere: Documents & AddressBook,
): Home {
  const own: HomeContext & { readonly home: Owner } = { ...ctx, separateStores: true };
  const gather = new Gatherer(own, new AccountGatherer(own, elsewhere, elsewhere));
  const find = (uri: string): Promise<AccountRow | undefined> =>
    own.store.view(own.home, (view) => view.find(accounts, "uri", { uri }));
  const askerOf = async (_request: unknown, uri?: string): Promise<Requester> => ({
    uri,
    account: uri === undefined ? undefined : await find(uri),
  });
  const documents = new HomeDocuments<string>(own, { of: askerOf, ownOf: askerOf });

  async function receive(text: string): Promise<void> {
    const activity = read(text);
    const { type, id } = activity;
    if (!isTaken(type)) return;
    if (id === null) throw new CoreError("InvalidActivity", "An activity needs an id.");
    const known = await find(activity.actor);
    // Who is unknown here leaves nothing behind.
    if (known === undefined && type === "Delete" && idOf(activity.object) === activity.actor) return;
    const actor = known ?? (await gather.account(activity.actor));
    const prepared = await receivers[type]({ ctx: own, gather }, activity, actor);
    if (prepared === undefined) return;
    const told = { activityUri: id, type, actor, prepared };
    while (await own.store.turn(own.home, (turn) => applyOnce(own, turn, told))) continue;
    const { after } = prepared;
    if (after !== undefined) while (await own.store.turn(own.home, after)) continue;
  }

  return {
    gather,
    receive,
    perform: {
      fanOut: endingBadValues(fanOut(own)),
      resolve: endingBadValues(resolve(gather)),
      verifyQuote: endingBadValues(verifyQuote(own, gather)),
      receive: endingBadValues(received(receive)),
      enforceDomainBlock: enforceDomainBlock(own),
    },
    async compareFollow({ actorUri, listed, comparedAt }) {
      const known = await find(actorUri);
      if (!listed) {
        if (known === undefined) return false;
        await own.store.turn(own.home, (turn) =>
          endUnlisted(turn, known, ({ createdAt }) => createdAt < comparedAt),
        );
        return false;
      }
      const actor = known ?? (await gather.account(actorUri));
      return own.store.turn(own.home, (turn) => confirmListed(turn, actor));
    },
    async document(url, requesterUri) {
      const [path = "", query = ""] = url.split("?", 2);
      const name = readPath(path);
      if (name === undefined) return refuse(404, "There is no such document.");
      const request = { method: "GET", url, headers: {} };
      return documents.get({ request, signedIn: requesterUri ?? undefined, query: readQuery(query) }, name);
    },
  };
}

/** What a home finds out by itself, as an activity: that somebody is gone, or delivers elsewhere. */
function received(receive: (activity: string) => Promise<void>): Performer {
  return async ({ body }) => {
    if (body === null) return permanent("There is no activity.");
    try {
      await receive(body.content);
      return done;
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      if (error.code === "RemoteUnavailable") return { status: "retry", error: error.message };
      return permanent(error.message);
    }
  };
}

function read(text: string): Activity {
  try {
    return parseActivity(text);
  } catch (cause) {
    if (!(cause instanceof ActivityPubError)) throw cause;
    throw new CoreError("InvalidActivity", cause.message, { cause });
  }
}
