/** Reads what an author typed: its HTML, hashtags and mentions, and its length as Mastodon counts it. */

import { textToHtml } from "@mastic/activitypub";
import { countScalarValues, scanText, type MentionEntity, type TextEntity } from "@mastic/validation";
import type { UserContext } from "../context.ts";
import { tagUrl } from "../document/urls.ts";
import { CoreError } from "../error.ts";
import type { AccountRow } from "../schema/accounts.ts";
import type { StatusMention } from "../schema/statuses.ts";

export interface Composition {
  readonly html: string;
  /** In stored form, each once, in the order of the text. */
  readonly tags: readonly string[];
  /** Whom the text mentions, as far as they could be found, each once. */
  readonly mentioned: readonly AccountRow[];
}

/** What a link counts, however long it is. */
const LINK_LENGTH = 23;
/** So many mentions of one text are looked up; further ones stay text. Each may cost a request to another server. */
const MENTIONS = 50;
const TAGS = 60;

/**
 * Scans the text and looks up whom it mentions; who cannot be found stays text. `\r\n` is one line break.
 */
export async function compose(ctx: UserContext, text: string): Promise<Composition> {
  const entities = scanText(text);
  const tags = entities.flatMap((it) => (it.type === "hashtag" ? [it.tag as string] : []));
  const found = await lookUp(ctx, entities);
  const html = textToHtml(text, {
    mention: (entity) => {
      const account = found.get(reference(ctx, entity));
      return account === undefined ? null : { href: account.url, username: account.username };
    },
    hashtag: (tag) => tagUrl(ctx.instance.origin, tag),
  });
  return { html, tags: [...new Set(tags)].slice(0, TAGS), mentioned: distinct([...found.values()]) };
}

/** How long a status is: a link counts 23, a mention only its local part (Mastodon: StatusLengthValidator). */
export function countedLength(text: string, spoilerText: string | null): number {
  let length = countScalarValues(text) + countScalarValues(spoilerText ?? "");
  for (const entity of scanText(text)) {
    const spelt = countScalarValues(text.slice(entity.start, entity.end));
    if (entity.type === "link") length += LINK_LENGTH - spelt;
    if (entity.type === "mention") length += countScalarValues(entity.username) + 1 - spelt;
  }
  return length;
}

/** Each account once. */
export function distinct(accounts: readonly AccountRow[]): AccountRow[] {
  return [...new Map(accounts.map((account) => [account.id, account])).values()];
}

/** An account as a status remembers that it mentions it. */
export function toMention(account: AccountRow): StatusMention {
  return { accountId: account.id.toString(), uri: account.uri, acct: account.acct, url: account.url };
}

/** The address of a mention, of a local account by its handle alone. */
function reference(ctx: UserContext, entity: MentionEntity): string {
  return entity.host === undefined || entity.host === ctx.instance.host
    ? entity.username.toLowerCase()
    : `@${entity.acct}`;
}

async function lookUp(ctx: UserContext, entities: readonly TextEntity[]): Promise<Map<string, AccountRow>> {
  const named = entities.flatMap((it) => (it.type === "mention" ? [reference(ctx, it)] : []));
  const references = [...new Set(named)].slice(0, MENTIONS);
  const looked = await Promise.all(references.map(async (it) => [it, await find(ctx, it)] as const));
  return new Map(looked.flatMap(([it, account]) => (account === undefined ? [] : [[it, account] as const])));
}

async function find(ctx: UserContext, reference: string): Promise<AccountRow | undefined> {
  try {
    const account = await ctx.gather.account(reference);
    return account.suspended ? undefined : account;
  } catch (error) {
    if (error instanceof CoreError) return undefined;
    throw error;
  }
}
