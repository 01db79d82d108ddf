// The client's second step: reading the answer, believing nothing that was not asked for (RFC 7033 section 4.4, Mastodon: WebFinger).

import { tryUrlOrigin } from "@mastic/validation";
import { type Acct, formatAcct, isSameAcct, parseAccount, parseAcct } from "./acct.ts";
import { WebFingerError } from "./error.ts";
import { refusal } from "./refusal.ts";
import { isRecord, type JsonRecord, tryParseJson } from "./json.ts";
import { checkLimit, MAX_JRD_LENGTH } from "./limit.ts";
import { type LookupRequest, webfingerRequest } from "./lookup.ts";
import { isActivityPubType, REL_PROFILE_PAGE, REL_SELF, REL_SUBSCRIBE } from "./rel.ts";
import { decodeUtf8 } from "./utf8.ts";

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
  const { scheme = "https", actorUri: expectedActor } = expected;
  const jrd = jsonOf(response);
  const subject = parseAcct(textOf(jrd["subject"]));
  const links = Array.isArray(jrd["links"]) ? jrd["links"].filter(isRecord) : [];
  const find = (rel: string, name: "href" | "template") =>
    links
      .filter((link) => link["rel"] === rel && (rel !== REL_SELF || isActivityPubType(textOf(link["type"]))))
      .map((link) => textOf(link[name]))
      .find((uri) => {
        const found = tryUrlOrigin(uri.replaceAll("{uri}", ""))?.scheme;
        return (found === "https" || found === scheme) && (name === "href" || uri.includes("{uri}"));
      });

  const actorUri = find(REL_SELF, "href");
  if (actorUri === undefined) throw new WebFingerError("actor_missing");
  if (expectedActor !== undefined && actorUri !== expectedActor) {
    throw new WebFingerError("actor_mismatch", { expected: expectedActor, actual: actorUri });
  }
  const acct = typeof expected.acct === "string" ? parseAccount(expected.acct) : expected.acct;
  const isConfirmed =
    acct === undefined ? tryUrlOrigin(actorUri)?.host === subject.host : isSameAcct(subject, acct);
  if (acct !== undefined && !isConfirmed && expectedActor !== undefined) {
    throw new WebFingerError("subject_mismatch", {
      expected: formatAcct(acct),
      actual: formatAcct(subject),
    });
  }
  return {
    subject,
    actorUri,
    profileUrl: find(REL_PROFILE_PAGE, "href"),
    subscribeTemplate: find(REL_SUBSCRIBE, "template"),
    confirm: isConfirmed ? undefined : webfingerRequest(subject, { scheme }),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function jsonOf({ status, headers, body }: LookupResponse): JsonRecord {
  if (status !== 200) {
    const code = status === 404 ? "not_found" : status === 410 ? "gone" : "response_unusable";
    throw new WebFingerError(code, { status });
  }
  const type = headers["content-type"] ?? "";
  if (!/^\s*application\/(?:jrd\+)?json\s*(?:;|$)/i.test(type)) throw refusal("response_type", type);
  checkLimit(body.length, MAX_JRD_LENGTH);
  const text = typeof body === "string" ? body : (decodeUtf8(body) ?? "");
  const jrd = tryParseJson(text);
  if (!isRecord(jrd)) throw refusal("jrd_malformed", text);
  return jrd;
}
