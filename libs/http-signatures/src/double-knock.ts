// Double-knocking: a request is signed as its host is known to take it, else as most do, and once more after a refusal.

import type { Awaitable } from "./awaitable.ts";

/** The two schemes, `cavage` for draft-cavage-12. */
export type SignatureScheme = "cavage" | "rfc9421";

/** What is remembered of a host; plain data that can be stored. */
export interface KnownHost {
  readonly scheme: SignatureScheme;
  /** Ms since the Unix epoch. */
  readonly learnedAt: number;
}

/** Where knowledge of hosts is kept; bounded by its owner. */
export interface KnockStore {
  get(host: string): Awaitable<KnownHost | undefined>;
  set(host: string, known: KnownHost): Awaitable<void>;
}

/** One attempt. */
export interface Knock {
  readonly scheme: SignatureScheme;
  readonly isSecond: boolean;
}

/** What came back. */
export interface KnockAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What follows from an answer: another attempt, something to remember, or neither. */
export interface KnockOutcome {
  readonly next: Knock | undefined;
  readonly learned: SignatureScheme | undefined;
}

/** Servers change; after this a host is asked again as one unknown. 30 days. */
const REMEMBERED_FOR = 30 * 86_400_000;

/** The first attempt: what the host took before, else draft-cavage, which every server in use reads. */
export function firstKnock(known: KnownHost | undefined, now: number): Knock {
  const isFresh = known !== undefined && now - known.learnedAt < REMEMBERED_FOR;
  return { scheme: isFresh ? known.scheme : "cavage", isSecond: false };
}

/**
 * What to do after an answer. A 401, or another refusal (400, 403) with `Accept-Signature`, calls for the other
 * scheme; when that is not refused, it is what the host takes. `Accept-Signature` in any other answer asks for RFC
 * 9421 from the next request on. A 2xx to the first attempt teaches nothing: some servers answer before they verify.
 */
export function afterKnock(knock: Knock, answer: KnockAnswer): KnockOutcome {
  const { status, headers } = answer;
  const asksForRfc9421 = headers["accept-signature"] !== undefined;
  const isRefused = status === 401 || ((status === 400 || status === 403) && asksForRfc9421);
  if (isRefused && !knock.isSecond) {
    const scheme = knock.scheme === "cavage" ? "rfc9421" : "cavage";
    return { next: { scheme, isSecond: true }, learned: undefined };
  }
  const isTaken = status >= 200 && status < 400;
  const learned = isTaken
    ? asksForRfc9421
      ? "rfc9421"
      : knock.isSecond
        ? knock.scheme
        : undefined
    : undefined;
  return { next: undefined, learned };
}

/**
 * Sends a request to `host` once or twice and remembers what it took. `send` signs in the given scheme and sends; what
 * it throws goes through.
 * @returns the last answer, or the first when the second was refused alike
 */
export async function doubleKnock<Answer extends KnockAnswer>(
  host: string,
  {
    store,
    now,
    send,
  }: {
    readonly store: KnockStore;
    /** Ms since the Unix epoch. */
    readonly now: number;
    readonly send: (scheme: SignatureScheme) => Promise<Answer>;
  },
): Promise<Answer> {
  const knock = firstKnock(await store.get(host), now);
  const first = await send(knock.scheme);
  let outcome = afterKnock(knock, first);
  let answer = first;
  if (outcome.next !== undefined) {
    const second = await send(outcome.next.scheme);
    outcome = afterKnock(outcome.next, second);
    if (second.status !== 401) answer = second;
  }
  if (outcome.learned !== undefined) await store.set(host, { scheme: outcome.learned, learnedAt: now });
  return answer;
}
