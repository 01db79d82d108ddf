/**
 * The inboxes: an activity comes in, is verified, remembered and acknowledged in one turn; what it does is done
 * afterwards, from the outbox (ActivityPub, section 7; spec 03: Shared Inbox Delivery, HTTP Signatures).
 */

import { ActivityPubError, idOf, parseActivity, type Activity } from "@mastic/activitypub";
import {
  type CollectionSynchronization,
  parseCollectionSynchronization,
  SignatureError,
} from "@mastic/http-signatures";
import type { HttpRequest, HttpResponse } from "../context.ts";
import { effect } from "../effects.ts";
import { CoreError } from "../error.ts";
import { isAnswered } from "../receive/answer.ts";
import { requestedQuote } from "../receive/answerQuote.ts";
import { checkActivity } from "../receive/check.ts";
import { isTaken } from "../receive/receivers.ts";
import { storeAccount } from "../receive/storeAccount.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { receivedActivities } from "../schema/instance.ts";
import { INSTANCE, type Turn } from "../store/store.ts";
import { gatherLaneOf } from "../user/send.ts";
import { busy, empty, refuse } from "./answer.ts";
import type { Authenticator } from "./authenticate.ts";
import type { FederationContext } from "./context.ts";
import type { Recent, RecentActivities } from "./recentActivities.ts";
import { readLocalUri } from "./localUri.ts";
import { hostOf } from "./origin.ts";
import type { Sender, Senders } from "./senders.ts";
import { standingOf } from "./standing.ts";
import { decodeText } from "./text.ts";

/** How large an activity may be that comes to an inbox, in bytes. */
export const MOST_ACTIVITY_BYTES = 1_048_576;
/** Every so many activities, so many rows that no replay could use any more are dropped. */
const PRUNE_EVERY = 64;
const PRUNE = 200;
const CLOCK_SKEW = 300_000;
/** So long are followers not compared, in milliseconds: a burst of posts is one comparison, and Accepts can come in. */
const COMPARED_AFTER = 3_000;

export class Inbox {
  readonly #ctx: FederationContext;
  readonly #authenticator: Authenticator;
  readonly #senders: Senders;
  readonly #recent: RecentActivities;
  #received = 0;

  constructor(
    ctx: FederationContext,
    authenticator: Authenticator,
    senders: Senders,
    recent: RecentActivities,
  ) {
    this.#ctx = ctx;
    this.#authenticator = authenticator;
    this.#senders = senders;
    this.#recent = recent;
  }

  /**
   * Takes one POST. 202 when it has been taken, or concerns nobody here; 400 malformed, 401 signature, 403 not the
   * actor's to do, 404 and 410 no such inbox, 413 too large, 503 no time to read its key now. A refusal leaves nothing behind.
   * @param inboxOf the handle of a personal inbox, in lower case; `null` for the shared one
   */
  async post(request: HttpRequest, inboxOf: string | null): Promise<HttpResponse> {
    try {
      await this.#take(request, inboxOf);
      return empty(202);
    } catch (error) {
      if (error instanceof ActivityPubError)
        return refuse(error.code === "too-large" ? 413 : 400, error.message);
      if (error instanceof CoreError && error.retryAfterMillis !== undefined)
        return busy(error.message, error.retryAfterMillis);
      if (error instanceof CoreError && error.code in statusOf)
        return refuse(statusOf[error.code] ?? 400, error.message);
      throw error;
    }
  }

  async #take(request: HttpRequest, inboxOf: string | null): Promise<void> {
    const body = request.body ?? new Uint8Array();
    if (body.length > MOST_ACTIVITY_BYTES)
      throw new CoreError("LimitExceeded", "An activity has at most 1 MB.");
    const text = readText(body);
    const activity = parseActivity(text);
    const signature = this.#authenticator.parse(request);
    const id = checkActivity(this.#ctx.instance, activity);
    const { actor, concerns } = await this.#ctx.store.view(INSTANCE, (view) =>
      standingOf(view, this.#ctx.instance, activity, inboxOf),
    );
    // Servers tell everybody when an account goes; its key went with it.
    if (activity.type === "Delete" && actor === undefined) return;
    const sender = await this.#senders.of(request, signature, activity, actor);
    if (sender.signedAt !== null && actor !== undefined) await this.#compareFollowers(request, actor);
    if (!isTaken(activity.type) || !concerns) return;
    const isAnswer = activity.type === "Accept" || activity.type === "Reject";
    // Where users have stores of their own, each checks it again anyway.
    if (isAnswer && this.#ctx.separateStores !== true) await this.#checkAnswer(activity);
    if (sender.proved === undefined) return this.#keep({ activity, actor }, id, text, inboxOf, sender);
    // What was signed, and nothing that was put beside it on the way.
    const proved = JSON.stringify(sender.proved);
    const said = parseActivity(proved);
    const saidId = checkActivity(this.#ctx.instance, said);
    await this.#keep({ activity: said, actor }, saidId, proved, inboxOf, sender);
  }

  /** FEP-8fcf: leaves for later what the sender says of its followers here, also where the activity concerns nobody. */
  async #compareFollowers({ headers }: HttpRequest, { uri, followersUri }: AccountRow): Promise<void> {
    const header = headers["collection-synchronization"];
    if (header === undefined || followersUri === null) return;
    const said = readSynchronization(header, followersUri);
    if (said === undefined || hostOf(said.url) !== hostOf(uri)) return;
    const payload = { actorUri: uri, url: said.url, digest: said.digest };
    await this.#ctx.store.turn(INSTANCE, async (turn) => {
      turn.emit(
        effect(
          { kind: "synchronizeFollowers", payload },
          { key: uri, lane: gatherLaneOf(uri), dueAt: turn.now + COMPARED_AFTER },
        ),
      );
    });
  }

  /** Only a Follow, or a QuoteRequest, that one of our users sent to this very actor is answered. */
  async #checkAnswer(activity: Activity): Promise<void> {
    const { object } = activity;
    const follower =
      object?.kind === "object" && object.value.kind === "activity" ? object.value.actor : idOf(object);
    const handle = follower === null ? undefined : readLocalUri(this.#ctx.instance, follower)?.handle;
    const owner = await this.#ctx.store.view(INSTANCE, async (view) =>
      handle === undefined
        ? undefined
        : (await view.scan(accounts, { index: "byAcct", equals: { acct: handle }, limit: 1 })).rows[0],
    );
    const isSent =
      owner !== undefined &&
      (await this.#ctx.store.view(owner.id, async (view) => {
        const actor = { uri: activity.actor };
        if (await isAnswered(view, owner, activity, actor)) return true;
        return (await requestedQuote(view, owner, activity, actor)) !== undefined;
      }));
    if (!isSent) throw new CoreError("Forbidden", "Nothing of this kind was asked.");
  }

  async #keep(
    received: Recent,
    id: string,
    text: string,
    inboxOf: string | null,
    { fetched, proved, signedAt }: Sender,
  ): Promise<void> {
    const { activity } = received;
    // A Follow may be sent again, when its answer was lost; the same signed request may not.
    const again = activity.type === "Follow" ? ` ${signedAt}` : "";
    const activityUri = `${id}${again}${inboxOf === null ? "" : ` @${inboxOf}`}`;
    this.#received += 1;
    const prune = this.#received % PRUNE_EVERY === 0;
    // Before the turn: whoever applies the activity may begin as soon as it has ended.
    this.#recent.remember(activityUri, text, received);
    await this.#ctx.store.turn(INSTANCE, async (turn) => {
      // A proof can be shown to every inbox here, and again when it was taken back: what was heard is not heard anew.
      if (proved !== undefined && (await wasHeard(turn, id))) return;
      const isNew = await turn.insertIfAbsent(receivedActivities, { activityUri, receivedAt: turn.now });
      const stored = fetched && (await storeAccount(turn, fetched.actor, fetched.acct));
      if (stored?.suspendedWithDomain === true)
        throw new CoreError("Forbidden", "The domain of this account is suspended here.");
      if (isNew) {
        const payload = { activityUri, actorUri: activity.actor, inboxOf };
        turn.emit(effect({ kind: "receive", payload }, { body: { id: null, content: text } }));
      }
      if (prune) await this.#prune(turn);
    });
  }

  async #prune(turn: Turn): Promise<void> {
    const before = turn.now - this.#ctx.instance.limits.signatureMaxAgeMillis - 2 * CLOCK_SKEW;
    const { rows } = await turn.scan(receivedActivities, {
      index: "byTime",
      before: { receivedAt: before },
      limit: PRUNE,
    });
    for (const { activityUri } of rows) await turn.delete(receivedActivities, { activityUri });
  }
}

/** Whether the activity came in already, by whatever inbox. */
async function wasHeard(turn: Turn, id: string): Promise<boolean> {
  if ((await turn.get(receivedActivities, { activityUri: id })) !== undefined) return true;
  const { rows } = await turn.scan(receivedActivities, {
    after: { activityUri: `${id} ` },
    before: { activityUri: `${id}!` },
    limit: 1,
  });
  return rows.length > 0;
}

const statusOf: Readonly<Partial<Record<CoreError["code"], number>>> = {
  InvalidActivity: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  RemoteUnavailable: 401,
  Gone: 410,
  LimitExceeded: 413,
};

/** A header that cannot be read, or speaks of what is not the sender's, says nothing. */
function readSynchronization(header: string, followers: string): CollectionSynchronization | undefined {
  try {
    return parseCollectionSynchronization(header, followers);
  } catch (error) {
    if (error instanceof SignatureError) return undefined;
    throw error;
  }
}

function readText(body: Uint8Array): string {
  try {
    return decodeText(body);
  } catch {
    throw new CoreError("InvalidActivity", "The body is no UTF-8.");
  }
}
