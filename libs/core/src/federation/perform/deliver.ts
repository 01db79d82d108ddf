/** deliver: a signed POST of an activity, with its author's proof, to one remote inbox (ActivityPub, section 7.1; spec 03: Signing POST requests). */

import { ACTIVITY_JSON } from "@mastic/activitypub";
import { doubleKnock, type KnockStore, signRequest } from "@mastic/http-signatures";
import type { HttpResponse } from "../../context.ts";
import { CoreError } from "../../error.ts";
import { INSTANCE } from "../../store/store.ts";
import { Assertions } from "../assertions.ts";
import type { FederationContext } from "../context.ts";
import { domainPolicy } from "../domainPolicy.ts";
import { ExpiringMap } from "../expiringMap.ts";
import { collectionSynchronization } from "../followersOfHost.ts";
import { rememberSignature, signatureOf, type Scheme } from "../hostSignature.ts";
import { asSent, hostOf, mayFetch } from "../origin.ts";
import { userAgent } from "../remoteGet.ts";
import type { Signer, Signers } from "../signers.ts";
import { encodeText } from "../text.ts";
import { done, permanent, type Outcome, type Performer } from "./outcome.ts";
import { recordOf, textOf } from "./payload.ts";

const TIMEOUT = 15_000;
/** After so many refusals of our signature nobody there will be able to read it. */
const MAX_UNAUTHORIZED = 8;
const MAX_ANSWER = 65_536;
const HOSTS = 5_000;
/** A new domain block stops deliveries after so many milliseconds. */
const HOST_KNOWN_FOR = 10_000;
/** The longest pause that a peer may ask for, in seconds. */
const MAX_PAUSE = 86_400;
/** Fields that are covered where they are there, besides those that always are. */
const SIGNED = ["content-type", "collection-synchronization"];

export function deliver(ctx: FederationContext, signers: Signers): Performer {
  const known = new ExpiringMap<Scheme | "suspended">(HOSTS, ctx.now);
  const assertions = new Assertions(ctx);

  async function schemeFor(host: string): Promise<Scheme | "suspended"> {
    const cached = known.get(host);
    if (cached !== undefined) return cached;
    const found = await ctx.store.view(INSTANCE, async (view) =>
      (await domainPolicy(view, host)) === "suspend" ? "suspended" : signatureOf(view, host),
    );
    known.set(host, found, HOST_KNOWN_FOR);
    return found;
  }

  const knocks: KnockStore = {
    async get(host) {
      const scheme = await schemeFor(host);
      return scheme === "suspended" ? undefined : { scheme, learnedAt: ctx.now() };
    },
    async set(host, { scheme }) {
      known.set(host, scheme, HOST_KNOWN_FOR);
      await ctx.store.turn(INSTANCE, (turn) => rememberSignature(turn, host, scheme));
    },
  };

  return async (effect) => {
    const payload = recordOf(effect.payload);
    const inbox = textOf(payload, "inbox");
    const host = hostOf(inbox);
    if (effect.body === null || host === undefined || !mayFetch(ctx.instance, inbox)) {
      return permanent(`${inbox} is no inbox to deliver to.`);
    }
    if ((await schemeFor(host)) === "suspended") return permanent(`${host} is suspended here.`);
    try {
      const signer = await signers.of(effect.owner);
      const body = encodeText(await assertions.of(effect.body.content, signer.assertion));
      const synchronization =
        payload["toFollowersOnly"] === true && ctx.separateStores !== true
          ? await collectionSynchronization(ctx, effect.owner, inbox)
          : optionalText(payload["synchronization"]);
      const send = (scheme: Scheme) => post(ctx, { inbox, body, synchronization }, signer, scheme);
      const response = await doubleKnock(host, { store: knocks, now: ctx.now(), send });
      return outcomeOf(inbox, response, effect.attempts);
    } catch (error) {
      return outcomeOfFailure(inbox, error);
    }
  };
}

function optionalText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

interface Delivery {
  readonly inbox: string;
  readonly body: Uint8Array;
  /** The header of FEP-8fcf. */
  readonly synchronization: string | undefined;
}

async function post(
  ctx: FederationContext,
  { inbox: url, body, synchronization }: Delivery,
  signer: Signer,
  scheme: Scheme,
): Promise<HttpResponse> {
  const headers = {
    ...(synchronization === undefined ? {} : { "collection-synchronization": synchronization }),
    "content-type": ACTIVITY_JSON,
    // Some peers refuse chunked bodies.
    "content-length": String(body.length),
    "user-agent": userAgent(ctx),
  };
  const request = { method: "POST", url, headers, body };
  const signed = await signRequest(
    { ...request, url: asSent(url) },
    { ...signer, now: ctx.now(), crypto: ctx.crypto, scheme, fields: SIGNED },
  );
  return ctx.fetch({
    ...request,
    headers: { ...headers, ...signed },
    maxBytes: MAX_ANSWER,
    timeoutMillis: TIMEOUT,
  });
}

/** By Mastodon's rules: 4xx is permanent except 401, 408 and 429, and so is 501. A 2xx says that it was received, no more. */
function outcomeOf(inbox: string, { status, headers }: HttpResponse, attempts: number): Outcome {
  if (status >= 200 && status < 300) return done;
  const error = `${inbox} answered ${status}.`;
  if (status === 410) return { status: "gone", error };
  if (status === 401 && attempts + 1 >= MAX_UNAUTHORIZED) return permanent(error);
  const mayWork = status === 401 || status === 408 || status === 429 || (status >= 500 && status !== 501);
  if (!mayWork) return permanent(error);
  const seconds = Number(headers["retry-after"] ?? "");
  const isSaid = Number.isInteger(seconds) && seconds > 0;
  return {
    status: "retry",
    error,
    // A gateway that finds no server behind it, and a server that wants a pause, speak for every inbox of the host.
    isPeerDown: status === 429 || (status >= 502 && status <= 504) || (status >= 520 && status <= 530),
    ...(isSaid ? { retryAfterMillis: Math.min(seconds, MAX_PAUSE) * 1000 } : {}),
  };
}

/** What it means that there was no answer: hosts tell by `kind` and `status` what went wrong. */
function outcomeOfFailure(inbox: string, error: unknown): Outcome {
  const text = error instanceof Error ? error.message : `${inbox} did not answer.`;
  if (error instanceof CoreError && error.code !== "RemoteUnavailable") return permanent(text);
  const failure = typeof error === "object" && error !== null ? error : {};
  const kind = "kind" in failure ? failure.kind : undefined;
  const status = "status" in failure ? failure.status : undefined;
  // The status had come, and nobody needs the body of an answer to a delivery.
  if (typeof status === "number" && status >= 200 && status < 300) return done;
  if (kind === "input") return permanent(text);
  return { status: "retry", error: text, isPeerDown: kind === undefined || kind === "transport" };
}
