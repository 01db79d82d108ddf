/** Who may quote a status: the author's rule, and how it applies to one account (FEP-044f, section "Advertising a quote policy"; Mastodon: entities/QuoteApproval). */

import { PUBLIC, type InteractionRule } from "@mastic/activitypub";
import type { AccountRow } from "../schema/accounts.ts";
import {
  isListed,
  type QuoteAudience,
  type QuotePolicy,
  type QuoteRule,
  type StatusRow,
  type Visibility,
} from "../schema/statuses.ts";

/** What may become of an account's quote: it stands, waits for the author, is refused; `unknown` for a rule we cannot read. */
export type QuoteApproval = "automatic" | "manual" | "denied" | "unknown";

/** How an account stands to the author of a status. */
export interface Quoter {
  readonly own: boolean;
  /** Whether it follows the author. */
  readonly follows: boolean;
  /** Whether the author follows it. */
  readonly followed: boolean;
}

const audiences: Readonly<Record<QuotePolicy, readonly QuoteAudience[]>> = {
  public: ["public"],
  followers: ["followers"],
  nobody: [],
};

/** The rule of a local status. What not everybody may see, nobody else quotes. */
export function quoteRule(policy: QuotePolicy, visibility: Visibility): QuoteRule {
  return { automatic: audiences[isListed(visibility) ? policy : "nobody"], manual: [] };
}

/** How the rule of a status applies to who stands so to its author. */
export function quoteApproval(
  status: Pick<StatusRow, "visibility" | "quotePolicy" | "boostOfId">,
  quoter: Quoter,
): QuoteApproval {
  if (status.visibility === "direct" || status.boostOfId !== null) return "denied";
  if (quoter.own) return "automatic";
  const { quotePolicy } = status;
  if (!isListed(status.visibility) || quotePolicy === null) return "denied";
  const isAmong = (audience: QuoteAudience): boolean =>
    audience === "public" ||
    (audience === "followers" && quoter.follows) ||
    (audience === "following" && quoter.followed);
  if (quotePolicy.automatic.some(isAmong)) return "automatic";
  if (quotePolicy.manual.some(isAmong)) return "manual";
  const isReadable = ![...quotePolicy.automatic, ...quotePolicy.manual].includes("unsupported_policy");
  return isReadable ? "denied" : "unknown";
}

/** The rule as a document says it: ids of actors and collections. The author's own id stands for nobody else. */
export function documentRule(rule: QuoteRule | null, author: AccountRow): InteractionRule {
  const ids = (rule?.automatic ?? []).flatMap((audience) => {
    if (audience === "public") return [PUBLIC];
    const id = audience === "followers" ? author.followersUri : author.followingUri;
    return audience === "unsupported_policy" || id === null ? [] : [id];
  });
  return { automaticApproval: ids.length === 0 ? [author.uri] : ids, manualApproval: [] };
}

/** What a document from elsewhere says, in Mastodon's words. */
export function readRule(rule: InteractionRule | null | undefined, author: AccountRow): QuoteRule | null {
  if (!rule) return null;
  const read = (ids: readonly string[]): QuoteAudience[] => {
    const found = new Set<QuoteAudience>();
    for (const id of ids) {
      if (id === PUBLIC) found.add("public");
      else if (id === author.followersUri) found.add("followers");
      else if (id === author.followingUri) found.add("following");
      else if (id !== author.uri) found.add("unsupported_policy");
    }
    return [...found];
  };
  return { automatic: read(rule.automaticApproval), manual: read(rule.manualApproval) };
}
