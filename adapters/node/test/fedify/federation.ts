/** A Fedify server as its documentation shows one: dispatchers for what it serves, listeners for what arrives. */

import {
  createFederation,
  InProcessMessageQueue,
  MemoryKvStore,
  type Federation,
  type InboxContext,
} from "@fedify/fedify";
import {
  Accept,
  Activity,
  Endpoints,
  Follow,
  Note,
  Person,
  QuoteAuthorization,
  QuoteRequest,
  Reject,
  Undo,
  type Actor,
  type Recipient,
} from "@fedify/vocab";
import type { People } from "./people.ts";

/** @param origin such as `http://127.0.0.3:4000` */
export function createPeer(origin: string, people: People): Federation<undefined> {
  const federation = createFederation<undefined>({
    kv: new MemoryKvStore(),
    queue: new InProcessMessageQueue({ pollInterval: { milliseconds: 100 } }),
    origin,
    allowPrivateAddress: true,
    onOutboxError: (error) => void people.errors.push(`outbox: ${String(error)}`),
  });
  serveActors(federation, people);
  serveCollections(federation, people);
  serveObjects(federation, people);
  listen(federation, people);
  return federation;
}

function serveActors(federation: Federation<undefined>, people: People): void {
  federation
    .setActorDispatcher("/users/{identifier}", async (ctx, identifier) => {
      const person = people.persons.get(identifier);
      if (person === undefined) return null;
      const keys = await ctx.getActorKeyPairs(identifier);
      return new Person({
        id: ctx.getActorUri(identifier),
        preferredUsername: identifier,
        name: `${identifier} of Fedify`,
        summary: `<p>I am ${identifier}.</p>`,
        url: new URL(`/@${identifier}`, ctx.origin),
        inbox: ctx.getInboxUri(identifier),
        outbox: ctx.getOutboxUri(identifier),
        followers: ctx.getFollowersUri(identifier),
        endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
        manuallyApprovesFollowers: person.isLocked,
        publicKey: keys[0]?.cryptographicKey ?? null,
        assertionMethods: keys.map((pair) => pair.multikey),
      });
    })
    .setKeyPairsDispatcher((_ctx, identifier) => people.persons.get(identifier)?.keyPairs ?? []);
  federation.setNodeInfoDispatcher("/nodeinfo/2.1", () => ({
    software: { name: "fedify-peer", version: "1.0.0" },
    protocols: ["activitypub"],
    usage: { users: { total: people.persons.size }, localPosts: people.notes.size, localComments: 0 },
  }));
}

function serveCollections(federation: Federation<undefined>, people: People): void {
  federation.setFollowersDispatcher("/users/{identifier}/followers", (_ctx, identifier) => ({
    items: [...(people.persons.get(identifier)?.followers.values() ?? [])],
  }));
  federation.setOutboxDispatcher("/users/{identifier}/outbox", () => ({ items: [] }));
}

function serveObjects(federation: Federation<undefined>, people: People): void {
  federation.setObjectDispatcher(
    QuoteAuthorization,
    "/users/{identifier}/quote_authorizations/{id}",
    (_ctx, { id }) => people.quoteAuthorizations.get(id) ?? null,
  );
  federation.setObjectDispatcher(Follow, "/follows/{id}", (_ctx, { id }) => people.follows.get(id) ?? null);
  federation
    .setObjectDispatcher(Note, "/users/{identifier}/notes/{id}", (_ctx, { identifier, id }) => {
      const kept = people.notes.get(id);
      return kept?.author === identifier ? kept.note : null;
    })
    .authorize(async (ctx, { id }) => {
      const kept = people.notes.get(id);
      if (kept === undefined || kept.visibility === "public" || kept.visibility === "unlisted") return true;
      const asker = await ctx.getSignedKeyOwner();
      return kept.recipients.some((recipient) => recipient.id?.href === asker?.id?.href);
    });
}

function listen(federation: Federation<undefined>, people: People): void {
  // A listener for the base class hears everything that no other listener takes.
  federation
    .setInboxListeners("/users/{identifier}/inbox", "/inbox")
    .setSharedKeyDispatcher(() => ({ identifier: "bob" }))
    .onError((_ctx, error) => void people.errors.push(`inbox: ${String(error)}`))
    .on(Follow, async (ctx, follow) => {
      await record(people, follow);
      await receiveFollow(ctx, people, follow);
    })
    .on(Undo, async (ctx, undo) => {
      await record(people, undo);
      const undone = await undo.getObject(ctx);
      if (!(undone instanceof Follow)) return;
      const target = ctx.parseUri(undone.objectId);
      if (target?.type === "actor" && undo.actorId !== null)
        people.get(target.identifier).followers.delete(undo.actorId.href);
    })
    .on(Accept, async (ctx, accept) => {
      await record(people, accept);
      await receiveAnswer(ctx, people, accept, "accepted");
    })
    .on(Reject, async (ctx, reject) => {
      await record(people, reject);
      await receiveAnswer(ctx, people, reject, "rejected");
    })
    .on(QuoteRequest, async (ctx, request) => {
      await record(people, request);
      await allowQuote(ctx, people, request);
    })
    .on(Activity, async (_ctx, activity) => record(people, activity));
}

async function record(people: People, activity: Activity): Promise<void> {
  people.arrivals.push({
    type: activity.constructor.name,
    id: activity.id?.href ?? null,
    actor: activity.actorId?.href ?? null,
    object: activity.objectId?.href ?? null,
    json: await activity.toJsonLd(),
  });
}

async function receiveFollow(ctx: InboxContext<undefined>, people: People, follow: Follow): Promise<void> {
  const target = ctx.parseUri(follow.objectId);
  const follower = await follow.getActor(ctx);
  if (target?.type !== "actor" || follower?.id == null) return;
  const person = people.get(target.identifier);
  if (person.isLocked) {
    person.followRequests.set(follower.id.href, follow);
    return;
  }
  person.followers.set(follower.id.href, recipientOf(follower));
  const accept = new Accept({
    id: new URL(`#accepts/${crypto.randomUUID()}`, ctx.getActorUri(target.identifier)),
    actor: ctx.getActorUri(target.identifier),
    object: follow,
  });
  await ctx.sendActivity({ identifier: target.identifier }, follower, accept);
}

/** Everybody may quote what these people write. */
async function allowQuote(
  ctx: InboxContext<undefined>,
  people: People,
  request: QuoteRequest,
): Promise<void> {
  const target = ctx.parseUri(request.objectId);
  const quoter = await request.getActor(ctx);
  if (target?.type !== "object" || quoter === null || request.instrumentId === null) return;
  const kept = people.notes.get(target.values["id"] ?? "");
  if (kept === undefined) return;
  const identifier = kept.author;
  const id = crypto.randomUUID();
  const authorization = new QuoteAuthorization({
    id: ctx.getObjectUri(QuoteAuthorization, { identifier, id }),
    attribution: ctx.getActorUri(identifier),
    interactingObject: request.instrumentId,
    interactionTarget: request.objectId,
  });
  people.quoteAuthorizations.set(id, authorization);
  const accept = new Accept({
    id: new URL(`#accepts/${id}`, ctx.getActorUri(identifier)),
    actor: ctx.getActorUri(identifier),
    object: request,
    result: authorization.id,
  });
  await ctx.sendActivity({ identifier }, quoter, accept);
}

/** What our own Follow came to; the follower is the actor of the Follow that came back. */
async function receiveAnswer(
  ctx: InboxContext<undefined>,
  people: People,
  answer: Accept | Reject,
  outcome: "accepted" | "rejected",
): Promise<void> {
  const follow = await answer.getObject(ctx);
  if (!(follow instanceof Follow) || answer.actorId === null) return;
  const follower = ctx.parseUri(follow.actorId);
  if (follower?.type !== "actor" || follow.objectId?.href !== answer.actorId.href) return;
  people.get(follower.identifier).following.set(answer.actorId.href, outcome);
}

/** @throws {Error} when nobody can write to this actor */
export function recipientOf(actor: Actor): Recipient {
  if (actor.id === null || actor.inboxId === null) throw new Error("This actor has no inbox.");
  return actor;
}
