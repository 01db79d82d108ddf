/** What the people of the Fedify peer do, each act as the activity that Fedify sends for it. */

import type { Context } from "@fedify/fedify";
import {
  Accept,
  Announce,
  Block,
  Create,
  Delete,
  Follow,
  InteractionPolicy,
  InteractionRule,
  isActor,
  Like,
  Mention,
  Note,
  PUBLIC_COLLECTION,
  QuoteRequest,
  Reject,
  Tombstone,
  Undo,
  Update,
  type Activity,
  type Actor,
  type Object as VocabularyObject,
} from "@fedify/vocab";
import { recipientOf } from "./federation.ts";
import type { KeptNote, People, Visibility } from "./people.ts";

export interface PostRequest {
  /** HTML. */
  readonly content: string;
  readonly visibility?: Visibility | undefined;
  /** Actor URIs. */
  readonly mentions?: readonly string[] | undefined;
  readonly inReplyTo?: string | undefined;
}

/** One person at work. Every act returns the URI of what it made. */
export class Acts {
  readonly #ctx: Context<undefined>;
  readonly #people: People;
  readonly #username: string;

  constructor(ctx: Context<undefined>, people: People, username: string) {
    this.#ctx = ctx;
    this.#people = people;
    this.#username = username;
  }

  get #uri(): URL {
    return this.#ctx.getActorUri(this.#username);
  }

  async post({ content, visibility = "public", mentions = [], inReplyTo }: PostRequest): Promise<string> {
    const followersUri = this.#ctx.getFollowersUri(this.#username);
    const mentioned = await Promise.all(mentions.map((uri) => this.#actor(uri)));
    const mentionedUris = mentioned.flatMap((actor) => actor.id ?? []);
    const { tos, ccs } = {
      public: { tos: [PUBLIC_COLLECTION], ccs: [followersUri, ...mentionedUris] },
      unlisted: { tos: [followersUri], ccs: [PUBLIC_COLLECTION, ...mentionedUris] },
      followers: { tos: [followersUri], ccs: mentionedUris },
      direct: { tos: mentionedUris, ccs: [] },
    }[visibility];
    const id = crypto.randomUUID();
    const note = new Note({
      id: this.#ctx.getObjectUri(Note, { identifier: this.#username, id }),
      attribution: this.#uri,
      content,
      mediaType: "text/html",
      tos,
      ccs,
      replyTarget: inReplyTo === undefined ? null : new URL(inReplyTo),
      tags: mentioned.map((actor) => new Mention({ href: actor.id, name: handleOf(actor) })),
      published: Temporal.Now.instant(),
      interactionPolicy: anybodyMayQuote,
    });
    const followers = visibility === "direct" ? [] : [...this.#people.get(this.#username).followers.values()];
    const recipients = [...followers, ...mentioned.map(recipientOf)];
    this.#people.notes.set(id, { note, author: this.#username, visibility, recipients });
    const create = new Create({ id: this.#newId("creates"), actor: this.#uri, object: note, tos, ccs });
    await this.#send(create, { note, author: this.#username, visibility, recipients });
    return note.id?.href ?? "";
  }

  /** Asks the author of a post to let a post of one's own quote it (FEP-044f). */
  async quote(uri: string, content: string): Promise<string> {
    const { object, author } = await this.#object(uri);
    const id = crypto.randomUUID();
    const note = new Note({
      id: this.#ctx.getObjectUri(Note, { identifier: this.#username, id }),
      attribution: this.#uri,
      content,
      mediaType: "text/html",
      tos: [PUBLIC_COLLECTION],
      quote: object.id,
      published: Temporal.Now.instant(),
    });
    this.#people.notes.set(id, { note, author: this.#username, visibility: "public", recipients: [] });
    await this.#sendTo(
      author,
      new QuoteRequest({
        id: this.#newId("quoteRequests"),
        actor: this.#uri,
        object: object.id,
        instrument: note,
      }),
    );
    return note.id?.href ?? "";
  }

  async edit(uri: string, content: string): Promise<string> {
    const [id, kept] = this.#kept(uri);
    const note = kept.note.clone({ content, updated: Temporal.Now.instant() });
    this.#people.notes.set(id, { ...kept, note });
    const { tos, ccs } = addressesOf(note);
    await this.#send(
      new Update({ id: this.#newId("updates"), actor: this.#uri, object: note, tos, ccs }),
      kept,
    );
    return uri;
  }

  async delete(uri: string): Promise<string> {
    const [id, kept] = this.#kept(uri);
    this.#people.notes.delete(id);
    const object = new Tombstone({ id: kept.note.id });
    const { tos, ccs } = addressesOf(kept.note);
    await this.#send(new Delete({ id: this.#newId("deletes"), actor: this.#uri, object, tos, ccs }), kept);
    return uri;
  }

  async follow(actorUri: string): Promise<string> {
    const actor = await this.#actor(actorUri);
    this.#people.get(this.#username).following.set(actorUri, "requested");
    const id = crypto.randomUUID();
    const follow = new Follow({
      id: this.#ctx.getObjectUri(Follow, { id }),
      actor: this.#uri,
      object: actor.id,
    });
    this.#people.follows.set(id, follow);
    return this.#sendTo(actor, follow);
  }

  async unfollow(actorUri: string, followUri: string): Promise<string> {
    const actor = await this.#actor(actorUri);
    this.#people.get(this.#username).following.delete(actorUri);
    const follow = new Follow({ id: new URL(followUri), actor: this.#uri, object: actor.id });
    return this.#sendTo(actor, new Undo({ id: this.#newId("undos"), actor: this.#uri, object: follow }));
  }

  async like(uri: string): Promise<string> {
    const { object, author } = await this.#object(uri);
    return this.#sendTo(author, new Like({ id: this.#newId("likes"), actor: this.#uri, object: object.id }));
  }

  async unlike(uri: string, likeUri: string): Promise<string> {
    const { object, author } = await this.#object(uri);
    const like = new Like({ id: new URL(likeUri), actor: this.#uri, object: object.id });
    return this.#sendTo(author, new Undo({ id: this.#newId("undos"), actor: this.#uri, object: like }));
  }

  async announce(uri: string): Promise<string> {
    const { object, author } = await this.#object(uri);
    return this.#sendTo(author, this.#announceOf(this.#newId("announces"), object));
  }

  async unannounce(uri: string, announceUri: string): Promise<string> {
    const { object, author } = await this.#object(uri);
    const announce = this.#announceOf(new URL(announceUri), object);
    const tos = [PUBLIC_COLLECTION];
    return this.#sendTo(
      author,
      new Undo({ id: this.#newId("undos"), actor: this.#uri, object: announce, tos }),
    );
  }

  async block(actorUri: string): Promise<string> {
    const actor = await this.#actor(actorUri);
    this.#people.get(this.#username).followers.delete(actorUri);
    return this.#sendTo(actor, new Block({ id: this.#newId("blocks"), actor: this.#uri, object: actor.id }));
  }

  /** Answers a follow request that waits at a locked person. */
  async answerFollow(actorUri: string, answer: "accept" | "reject"): Promise<string> {
    const person = this.#people.get(this.#username);
    const follow = person.followRequests.get(actorUri);
    if (follow === undefined) throw new Error(`${actorUri} has not asked to follow.`);
    const actor = await this.#actor(actorUri);
    person.followRequests.delete(actorUri);
    const values = { id: this.#newId(`${answer}s`), actor: this.#uri, object: follow };
    if (answer === "accept") person.followers.set(actorUri, recipientOf(actor));
    return this.#sendTo(actor, answer === "accept" ? new Accept(values) : new Reject(values));
  }

  /** What this person gets for a signed GET; `null` when Fedify gets no object. */
  async read(uri: string): Promise<unknown> {
    const documentLoader = await this.#ctx.getDocumentLoader({ identifier: this.#username });
    const object = await this.#ctx.lookupObject(uri, { documentLoader });
    return object === null ? null : object.toJsonLd();
  }

  #announceOf(id: URL, object: VocabularyObject): Announce {
    const ccs = [this.#ctx.getFollowersUri(this.#username)];
    return new Announce({ id, actor: this.#uri, object: object.id, tos: [PUBLIC_COLLECTION], ccs });
  }

  async #sendTo(actor: Actor, activity: Activity): Promise<string> {
    const followers =
      activity instanceof Announce ? [...this.#people.get(this.#username).followers.values()] : [];
    const recipients = [recipientOf(actor), ...followers];
    await this.#ctx.sendActivity({ identifier: this.#username }, recipients, activity, {
      preferSharedInbox: true,
    });
    return activity.id?.href ?? "";
  }

  async #send(activity: Activity, { recipients }: KeptNote): Promise<void> {
    if (recipients.length === 0) return;
    await this.#ctx.sendActivity({ identifier: this.#username }, [...recipients], activity, {
      preferSharedInbox: true,
    });
  }

  async #actor(uri: string): Promise<Actor> {
    const object = await this.#lookup(uri);
    if (!isActor(object)) throw new Error(`${uri} is no actor.`);
    return object;
  }

  async #object(uri: string): Promise<{ object: VocabularyObject; author: Actor }> {
    const object = await this.#lookup(uri);
    const author = object.attributionId;
    if (author === null) throw new Error(`${uri} has no author.`);
    return { object, author: await this.#actor(author.href) };
  }

  async #lookup(uri: string): Promise<VocabularyObject> {
    const documentLoader = await this.#ctx.getDocumentLoader({ identifier: this.#username });
    const object = await this.#ctx.lookupObject(uri, { documentLoader });
    if (object === null) throw new Error(`${uri} could not be looked up.`);
    return object;
  }

  #kept(uri: string): [string, KeptNote] {
    const id = uri.slice(uri.lastIndexOf("/") + 1);
    const kept = this.#people.notes.get(id);
    if (kept?.author !== this.#username) throw new Error(`${uri} is not ${this.#username}'s.`);
    return [id, kept];
  }

  #newId(kind: string): URL {
    return new URL(`/${kind}/${crypto.randomUUID()}`, this.#ctx.origin);
  }
}

const anybodyMayQuote = new InteractionPolicy({
  canQuote: new InteractionRule({ automaticApproval: PUBLIC_COLLECTION }),
});

function addressesOf(note: Note): { tos: URL[]; ccs: URL[] } {
  return { tos: note.toIds, ccs: note.ccIds };
}

function handleOf(actor: Actor): string {
  const host = actor.id?.host ?? "";
  return `@${String(actor.preferredUsername)}@${host}`;
}
