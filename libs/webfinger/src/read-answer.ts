// The client's second step: reading the answer, believing nothing that was not asked for (RFC 7033 section 4.4, Mastodon: WebFinger).

import { type Acct, asAcct, formatAcct, isSameAcct, parseAcct } from "./acct.ts";
import { WebFingerError } from "./error.ts";
import { refuse } from "./refusal.ts";
import { isRecord, type JsonRecord, textOf, tryParseJson } from "./json.ts";
import { checkLimit, MAX_JRD_LENGTH } from "./limit.ts";
import { type LookupRequest, webfingerRequest } from "./lookup.ts";
import { isActivityPubType, REL_PROFILE_PAGE, REL_SELF, REL_SUBSCRIBE } from "./rel.ts";
import { trySplitUrl } from "./url.ts";

/** An HTTP answer as received. */
export interface LookupResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What the answer has to be about. */
export interface ExpectedAccount {
  /** The account that was asked for; none when the question was about a URL. */
  readonly acct?: string | Acct;
  /** The actor that the account must have: of the first answer when this is the second, or the URL asked for. */
  readonly actorUri?: string;
  /** `http` takes http links too; only for tests on one machine. */
  readonly scheme?: "https" | "http";
}

/** What an answer says, checked. */
export interface FoundAccount {
  /** The account's one name. */
  readonly subject: Acct;
  /** Id of its actor, to be fetched and held against `subject` with `checkActorAccount`. */
  readonly actorUri: string;
  readonly profileUrl: string | undefined;
  /** Holds `{uri}`. */
  readonly subscribeTemplate: string | undefined;
  /**
   * Present when the answer names another account than the one asked for. It is that account's host that decides:
   * make this request, and read it with `{ acct: subject, actorUri }`, which takes no third name.
   */
  readonly confirm: LookupRequest | undefined;
}

/**
 * Reads the answer to `webfingerRequest`. Throws `not_found` (404), `gone` (410), `response_unusable` (any other
 * status than 200), `response_type`, `response_too_large`, `jrd_malformed`, `acct_malformed` (no usable subject),
 * `actor_missing` (no usable `self` link), `actor_mismatch` and `subject_mismatch`.
 */
export function readWebFinger(response: LookupResponse, expected: ExpectedAccount): FoundAccount {
  const { scheme = "https" } = expected;
  const jrd = jsonOf(response);
  const subject = parseAcct(textOf(jrd["subject"]));
  const links = Array.isArray(jrd["links"]) ? jrd["links"].filter(isRecord) : [];
  const find = (rel: string) => {
    for (const link of links) {
      const url = trySplitUrl(textOf(link[rel === REL_SUBSCRIBE ? "template" : "href"]));
      if (
        url &&
        link["rel"] === rel &&
        ["https", scheme].includes(url.scheme) &&
        (rel === REL_SUBSCRIBE
          ? url.uri.includes("{uri}")
          : rel !== REL_SELF || isActivityPubType(textOf(link["type"])))
      ) {
        return url;
      }
    }
    return undefined;
  };

  const { uri: actorUri, host } = find(REL_SELF) ?? refuse("actor_missing", formatAcct(subject));
  const { actorUri: expectedActor = actorUri } = expected;
  if (actorUri !== expectedActor) refuse("actor_mismatch", actorUri, { expected: expectedActor });
  // The question about a URL is about whoever is at its actor's host.
  const acct = asAcct(expected.acct ?? { ...subject, host });
  const isConfirmed = isSameAcct(subject, acct);
  if (!isConfirmed && expected.acct && expected.actorUri) {
    refuse("subject_mismatch", formatAcct(subject), { expected: formatAcct(acct) });
  }
  return {
    subject,
    actorUri,
    profileUrl: find(REL_PROFILE_PAGE)?.uri,
    subscribeTemplate: find(REL_SUBSCRIBE)?.uri,
    confirm: isConfirmed ? undefined : webfingerRequest(subject, { scheme }),
  };
}

function jsonOf({ status, headers: { "content-type": type = "" }, body }: LookupResponse): JsonRecord {
  if (status !== 200) {
    throw new WebFingerError(status === 404 ? "not_found" : status === 410 ? "gone" : "response_unusable", {
      status,
    });
  }
  if (!/^\s*application\/(?:jrd\+)?json\s*(?:;|$)/i.test(type)) refuse("response_type", type);
  checkLimit(body.length, MAX_JRD_LENGTH);
  const jrd = tryParseJson(body);
  if (!isRecord(jrd)) refuse("jrd_malformed", body);
  return jrd;
}
