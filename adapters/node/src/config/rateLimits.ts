/** The variable RATE_LIMITS: `api=300/5m,media=30/30m`, with Mastodon's defaults for what it leaves out. */

import { z } from "zod";

/** So many requests in so many seconds. */
export interface Quota {
  readonly limit: number;
  readonly windowSeconds: number;
}

/** The groups of requests that Mastodon limits (docs.joinmastodon.org/api/rate-limits). */
export interface Quotas {
  /** Any request to the API, per account, or per address where nobody is signed in; applications and tokens apart. */
  readonly api: Quota;
  /** Uploads. */
  readonly media: Quota;
  /** Deleting and unboosting statuses. */
  readonly delete: Quota;
  /** Sign-ups, per address. */
  readonly signup: Quota;
  /** Attempts to sign in, per address and per account. */
  readonly login: Quota;
  /** Activities arriving at inboxes, per address. */
  readonly inbox: Quota;
  /** Media fetched from other servers for who looks at them, per address; what is kept already is not counted. */
  readonly proxy: Quota;
}

const defaults: Quotas = {
  api: { limit: 300, windowSeconds: 300 },
  media: { limit: 30, windowSeconds: 1_800 },
  delete: { limit: 30, windowSeconds: 1_800 },
  signup: { limit: 5, windowSeconds: 1_800 },
  login: { limit: 25, windowSeconds: 300 },
  inbox: { limit: 30_000, windowSeconds: 300 },
  proxy: { limit: 1_000, windowSeconds: 300 },
};

const secondsPer: Record<string, number> = { s: 1, m: 60, h: 3_600 };

function isGroup(name: string): name is keyof Quotas {
  return Object.hasOwn(defaults, name);
}

/** `null` when limits are off. */
export const rateLimits: z.ZodType<Quotas | null, string> = z.string().transform((text, context) => {
  if (text === "off") return null;
  const quotas: Record<keyof Quotas, Quota> = { ...defaults };
  if (text === "on") return quotas;
  for (const part of text.split(",")) {
    const [, name = "", limit, count, unit = ""] =
      /^\s*(\w+)=(\d{1,7})\/(\d{1,4})([smh])\s*$/.exec(part) ?? [];
    const windowSeconds = Number(count) * (secondsPer[unit] ?? 0);
    if (!isGroup(name) || !(windowSeconds > 0) || !(Number(limit) > 0)) {
      const groups = Object.keys(defaults).join(", ");
      context.addIssue({
        code: "custom",
        message: `must be on, off, or a list of GROUP=COUNT/TIME with a group of ${groups} and a time such as 90s, 5m or 1h`,
      });
      return z.NEVER;
    }
    quotas[name] = { limit: Number(limit), windowSeconds };
  }
  return quotas;
});
