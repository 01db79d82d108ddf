/** The Federation: the node's boundary to other servers (spec 01: Federation Canister). */

import type { HttpRequest, HttpResponse } from "../context.ts";
import type { Owner } from "../store/store.ts";
import { ActorKeys } from "./actorKeys.ts";
import { Addresses } from "./addresses.ts";
import { empty, refuse } from "./answer.ts";
import { Authenticator } from "./authenticate.ts";
import type { FederationContext } from "./context.ts";
import { DocumentFetcher } from "./fetchDocument.ts";
import { FetchGate } from "./fetchGate.ts";
import type { FollowersHere } from "./followersHere.ts";
import { Gatherer } from "./gather.ts";
import { AccountGatherer } from "./gatherAccount.ts";
import { DocumentRoutes, type PageWanted } from "./handle.ts";
import { handOver, relay, type Hearing } from "./perform/handOver.ts";
import { Inbox } from "./inbox.ts";
import type { Performer } from "./perform/outcome.ts";
import { performers, type FederationEffect } from "./perform/performers.ts";
import { Proofs } from "./proofs.ts";
import { RecentActivities } from "./recentActivities.ts";
import { Requesters } from "./requesters.ts";
import { Senders } from "./senders.ts";
import { storeOnly } from "./storeOnly.ts";
import { Signers } from "./signers.ts";

export interface Federation {
  /** What commands gather accounts and statuses with. */
  readonly gather: Gatherer;
  /** What the host's worker calls for each kind of effect. */
  readonly perform: Readonly<Record<FederationEffect, Performer>>;
  /**
   * Gives the effect `receive` to the homes it concerns, as effects `handOver`, where each has a store of its own; the
   * host performs these. In the place of `perform.receive`.
   */
  readonly relay: Performer;
  /** Leaves the effects `handOver` of an activity: see `relay`. */
  handOver(hearing: Hearing): Promise<void>;
  /**
   * The actor who has signed a request; `undefined` when nobody has, or nobody of this node a request for an inbox.
   * @throws {CoreError} `Unauthorized` when there is a signature and it does not hold
   */
  requesterOf(request: HttpRequest): Promise<string | undefined>;
  /** Makes the key of the instance actor ahead of its first use, unless there is one. */
  makeInstanceKey(): Promise<void>;
  /**
   * Answers a request to an ActivityPub or discovery route.
   * @param signedIn the local user whom the host knows to ask, by an access token for example; others sign
   * @returns `undefined` when the path is none of the Federation's; which page to render when people asked
   */
  handle(request: HttpRequest, signedIn?: Owner): Promise<HttpResponse | PageWanted | undefined>;
}

/** @param followersHere who follows whom from this node, where each user has a store of their own */
export function createFederation(ctx: FederationContext, followersHere?: FollowersHere): Federation {
  const signers = new Signers(ctx);
  const gate = new FetchGate(ctx);
  const gather = gathererThrough(ctx, signers, gate);
  const keyGather = gathererThrough(ctx, signers, gate.forKeys());
  const fromStore = new Gatherer(ctx, new AccountGatherer(ctx, storeOnly, storeOnly));
  const keys = new ActorKeys(ctx, keyGather);
  const authenticator = new Authenticator(ctx, keys);
  const requesters = new Requesters(ctx, keyGather, authenticator);
  const recent = new RecentActivities();
  const senders = new Senders(ctx, authenticator, requesters, new Proofs(ctx, keys));
  const inbox = new Inbox(ctx, authenticator, senders, recent);
  const documents = new DocumentRoutes(ctx, signers, requesters);
  return {
    gather,
    perform: performers({ ctx, gather }, { ctx, gather: fromStore }, signers, recent, followersHere),
    relay: relay(ctx),
    handOver: (hearing) => handOver(ctx, hearing),
    async requesterOf(request) {
      const isInbox = inboxPath(request.url) !== undefined;
      return (await (isInbox ? requesters.ownOf(request) : requesters.of(request))).uri;
    },
    makeInstanceKey: () => signers.makeInstanceKey(),
    async handle(request, signedIn) {
      if (request.method === "GET") return documents.get(request, signedIn);
      if (request.method === "HEAD") return withoutBody(await documents.get(request, signedIn));
      const owner = inboxPath(request.url);
      if (owner === undefined) return undefined;
      if (request.method === "POST") return inbox.post(request, owner.handle);
      if (request.method === "OPTIONS") return empty(204, { allow: "GET, HEAD, POST, OPTIONS" });
      return refuse(405, "Method not allowed.");
    },
  };
}

function gathererThrough(ctx: FederationContext, signers: Signers, gate: FetchGate): Gatherer {
  const documents = new DocumentFetcher(ctx, signers, gate);
  return new Gatherer(ctx, new AccountGatherer(ctx, documents, new Addresses(ctx, gate)));
}

/** HEAD answers as GET does, body aside; its signature is over its own method (RFC 9110, section 9.3.2). */
function withoutBody(answer: HttpResponse | PageWanted | undefined): HttpResponse | PageWanted | undefined {
  return answer !== undefined && "body" in answer ? { ...answer, body: new Uint8Array() } : answer;
}

/** `/inbox`, `/users/alice/inbox` or the instance actor's: whose inbox it is, `null` for everybody's. */
function inboxPath(url: string): { readonly handle: string | null } | undefined {
  const path = url.split("?", 1)[0] ?? "";
  if (path === "/inbox" || path === "/actor/inbox") return { handle: null };
  const match = /^\/users\/([^/]{1,64})\/inbox$/.exec(path);
  return match?.[1] === undefined ? undefined : { handle: match[1].toLowerCase() };
}
