/** Who may ask how often: Mastodon's groups, counted per account or per address. */

import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import type { Owner } from "@mastic/core";
import type { RateClass } from "@mastic/mastodon-api";
import type { Config } from "../config/config.ts";
import type { Quotas } from "../config/rateLimits.ts";
import type { Attempt } from "../oauth/ports.ts";
import { PageRefusal } from "./pageRefusal.ts";
import { addressKey, clientAddress } from "../ratelimit/clientAddress.ts";
import { rateLimiter, rateLimitHeaders, type RateLimiter } from "../ratelimit/rateLimiter.ts";

export interface Limits {
  /** Counts a request of the API. */
  api(c: Context, rate: RateClass, owner: Owner | null): Counted;
  /** Counts a file that is fetched from another server for an address. */
  proxy(c: Context): Counted;
  /** Counts an activity that arrives: the address of the socket, and the header X-Forwarded-For. */
  inbox(remoteAddress: string, forwardedFor: string | undefined): Counted;
  /** Counts an attempt of an address, or at `account` when one is named. @throws {ApiError} 429 */
  attempt(c: Context, kind: Attempt, account?: string): void;
  /** Counts an attempt at an account, wherever it comes from. @throws {ApiError} 429 */
  attemptAt(kind: Attempt, account: string): void;
}

export interface Counted {
  readonly isAllowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

const unlimited: Counted = { isAllowed: true, headers: {} };
const groupOf: Readonly<Record<RateClass, keyof Quotas>> = {
  default: "api",
  media: "media",
  delete: "delete",
  signUp: "signup",
};

const attemptGroup: Readonly<Record<Attempt, keyof Quotas>> = {
  signUp: "signup",
  signIn: "login",
  handle: "api",
  oauth: "api",
};

/** The address behind the proxies that the operator trusts. */
function addressOf(c: Context, config: Config): string {
  const remote = getConnInfo(c).remote.address ?? "unknown";
  return clientAddress(remote, c.req.header("x-forwarded-for"), config.trustedProxies);
}

export function limits(config: Config): Limits {
  const quotas = config.rateLimits;
  if (quotas === null) {
    const attempt = (): void => undefined;
    const any = (): Counted => unlimited;
    return { api: any, proxy: any, inbox: any, attempt, attemptAt: attempt };
  }
  const limiters: Readonly<Record<keyof Quotas, RateLimiter>> = {
    api: rateLimiter(quotas.api),
    media: rateLimiter(quotas.media),
    delete: rateLimiter(quotas.delete),
    signup: rateLimiter(quotas.signup),
    login: rateLimiter(quotas.login),
    inbox: rateLimiter(quotas.inbox),
    proxy: rateLimiter(quotas.proxy),
  };
  const take = (group: keyof Quotas, key: string): Counted => {
    const state = limiters[group].take(key);
    return { isAllowed: state.isAllowed, headers: rateLimitHeaders(state, Date.now()) };
  };
  const countAttempt = (kind: Attempt, key: string): void => {
    // Counted apart from other requests of the group: an app that signs in has none of them used up.
    const group = attemptGroup[kind];
    const { isAllowed, headers } = take(group, group === "api" ? `${kind} ${key}` : key);
    if (!isAllowed) throw new PageRefusal(429, "refused.tooMany", { headers });
  };
  const byAddress = (c: Context): string => addressKey(addressOf(c, config));
  return {
    api: (c, rate, owner) => take(groupOf[rate], owner === null ? byAddress(c) : `account ${owner}`),
    proxy: (c) => take("proxy", byAddress(c)),
    inbox: (remoteAddress, forwardedFor) =>
      take("inbox", addressKey(clientAddress(remoteAddress, forwardedFor, config.trustedProxies))),
    attempt: (c, kind, account) =>
      countAttempt(kind, account === undefined ? byAddress(c) : `account ${account}`),
    attemptAt: (kind, account) => countAttempt(kind, `account ${account}`),
  };
}
