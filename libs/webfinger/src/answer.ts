// The server's answer about one of its accounts, in Mastodon's shape (RFC 7033 section 4.4).

import { type Acct, formatAcct } from "./acct.ts";
import { filterRel, type Jrd, type JrdLink, serializeJrd } from "./jrd.ts";
import { ACTIVITY_JSON, JRD_JSON, REL_AVATAR, REL_PROFILE_PAGE, REL_SELF, REL_SUBSCRIBE } from "./rel.ts";

/** What looking up the account gave. */
export interface LocalAccount {
  readonly acct: Acct;
  /** Id of the ActivityPub actor. */
  readonly actorUri: string;
  /** The page for people. */
  readonly profileUrl?: string;
  /** Further URLs of the same account. */
  readonly aliases?: readonly string[];
  /** `https://host/authorize_interaction?uri={uri}` */
  readonly subscribeTemplate?: string;
  readonly avatar?: { readonly url: string; readonly type: string };
}

/** An HTTP answer, ready to be sent. */
export interface WebFingerAnswer {
  readonly status: 200;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The JRD of an account, with only the links of the wanted relations; all when none is named. */
export function answerWebFinger(account: LocalAccount, rels: readonly string[] = []): Jrd {
  const { acct, profileUrl, actorUri, aliases = [], subscribeTemplate, avatar } = account;
  const links: JrdLink[] = [];
  if (profileUrl !== undefined) links.push({ rel: REL_PROFILE_PAGE, type: "text/html", href: profileUrl });
  links.push({ rel: REL_SELF, type: ACTIVITY_JSON, href: actorUri });
  if (subscribeTemplate !== undefined) links.push({ rel: REL_SUBSCRIBE, template: subscribeTemplate });
  if (avatar !== undefined) links.push({ rel: REL_AVATAR, type: avatar.type, href: avatar.url });
  const urls = new Set([profileUrl ?? actorUri, actorUri, ...aliases]);
  return filterRel({ subject: formatAcct(acct), aliases: [...urls], links }, rels);
}

/** The answer with the media type of a JRD, readable from every origin (RFC 7033 sections 5 and 10.2). */
export function webFingerAnswer(jrd: Jrd): WebFingerAnswer {
  return {
    status: 200,
    headers: {
      "content-type": `${JRD_JSON}; charset=utf-8`,
      "access-control-allow-origin": "*",
    },
    body: serializeJrd(jrd),
  };
}
