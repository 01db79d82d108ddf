// The client's second step: reading the answer, believing nothing that was not asked for (RFC 7033 section 4.4, Mastodon: WebFinger).

import { tryParseUrl } from "@mastic/validation";
import { type Acct, formatAcct, isSameAcct, parseAccount, parseAcct } from "./acct.ts";
import { WebFingerError } from "./error.ts";
import { type Jrd, MAX_JRD_LENGTH, parseJrd } from "./jrd.ts";
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
  checkStatus(response.status);
  checkType(response.headers["content-type"]);
  const jrd = parseJrd(textOf(response.body));
  const subject = parseAcct(jrd.subject ?? "");
  const scheme = expected.scheme ?? "https";
  const actorUri = findActor(jrd, scheme);
  const acct = typeof expected.acct === "string" ? parseAccount(expected.acct) : expected.acct;
  if (expected.actorUri !== undefined && actorUri !== expected.actorUri) {
    throw mismatch("actor_mismatch", "The account has another actor", expected.actorUri, actorUri);
  }
  const same = acct !== undefined && isSameAcct(subject, acct);
  if (acct !== undefined && !same && expected.actorUri !== undefined) {
    throw mismatch(
      "subject_mismatch",
      "The account goes by another name",
      formatAcct(acct),
      formatAcct(subject),
    );
  }
  const confirmed = same || (acct === undefined && tryParseUrl(actorUri)?.host === subject.host);
  return {
    subject,
    actorUri,
    profileUrl: jrd.links?.find(({ rel, href }) => rel === REL_PROFILE_PAGE && isLink(href, scheme))?.href,
    subscribeTemplate: jrd.links?.find(
      ({ rel, template }) =>
        rel === REL_SUBSCRIBE &&
        template?.includes("{uri}") === true &&
        isLink(template.replaceAll("{uri}", ""), scheme),
    )?.template,
    confirm: confirmed ? undefined : webfingerRequest(subject, { scheme }),
  };
}

function findActor(jrd: Jrd, scheme: "https" | "http"): string {
  const href = jrd.links?.find(
    (link) => link.rel === REL_SELF && isActivityPubType(link.type) && isLink(link.href, scheme),
  )?.href;
  if (href === undefined) throw new WebFingerError("actor_missing", "The JRD links to no ActivityPub actor");
  return href;
}

function isLink(href: string | undefined, scheme: "https" | "http"): boolean {
  const url = href === undefined ? undefined : tryParseUrl(href);
  return url !== undefined && (url.scheme === "https" || scheme === "http");
}

function checkStatus(status: number): void {
  if (status === 200) return;
  const code = status === 404 ? "not_found" : status === 410 ? "gone" : "response_unusable";
  throw new WebFingerError(code, `WebFinger answered ${status}`, { status });
}

function checkType(type: string | undefined): void {
  const essence = (type ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (essence === "application/jrd+json" || essence === "application/json") return;
  throw new WebFingerError("response_type", "WebFinger answered with another media type", {
    actual: essence.slice(0, 100),
  });
}

function textOf(body: string | Uint8Array): string {
  if (body.length > MAX_JRD_LENGTH) {
    throw new WebFingerError("response_too_large", `The answer is longer than ${MAX_JRD_LENGTH}`, {
      actual: String(body.length),
    });
  }
  const text = typeof body === "string" ? body : decodeUtf8(body);
  if (text === undefined) throw new WebFingerError("jrd_malformed", "The JRD is not UTF-8");
  return text;
}

function mismatch(
  code: "actor_mismatch" | "subject_mismatch",
  message: string,
  expected: string,
  actual: string,
): WebFingerError {
  return new WebFingerError(code, message, { expected, actual });
}
