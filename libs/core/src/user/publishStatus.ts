/** UC9, UC20, UC21: publishes a status and sends it to its audience (spec 05: PublishStatus). */

import type { Caller, UserContext } from "../context.ts";
import { createActivity } from "../document/activity.ts";
import { statusUrls } from "../document/urls.ts";
import { CoreError } from "../error.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { isListed, type QuotePolicy, type StatusRow, type Visibility } from "../schema/statuses.ts";
import { indexOlderOnce } from "../search/indexOlder.ts";
import { indexStatus } from "../search/indexStatus.ts";
import { addStatus } from "../status/addStatus.ts";
import { quoteRule } from "../status/quotePolicy.ts";
import type { Turn } from "../store/store.ts";
import { act, admit, commit, type Self } from "./act.ts";
import { attach, chosenMedia } from "./attach.ts";
import { checkContent } from "./checkContent.ts";
import { compose, distinct, toMention, type Composition } from "./compose.ts";
import { draftPoll, type PollArgs } from "./draftPoll.ts";
import { putInFeed } from "./feed.ts";
import { recallStatus, rememberStatus } from "./idempotency.ts";
import { parentOf, type Parent } from "./parent.ts";
import {
  checkQuoteAudience,
  gatherQuoted,
  quotable,
  quoteBy,
  requestQuote,
  visibilityOfQuote,
} from "./quoteStatus.ts";
import { addressees } from "./reach.ts";
import { endPollAt } from "./pollTimers.ts";
import { send } from "./send.ts";
import type { SeenStatus } from "./target.ts";
import { withQuoteLink } from "./quoteLink.ts";

export interface PublishStatusArgs {
  /** Plain text, as typed. */
  readonly content: string;
  readonly visibility: Visibility;
  /** Actor URIs, or addresses, of whom it is for besides those the text mentions. */
  readonly mentions?: readonly string[] | undefined;
  /** Lets a `direct` status through that names nobody, as the Mastodon API does. */
  readonly allowNoRecipients?: boolean | undefined;
  /** The content warning. */
  readonly spoilerText?: string | null | undefined;
  readonly sensitive?: boolean | undefined;
  /** BCP 47; the profile's default when left out. */
  readonly language?: string | null | undefined;
  /** The uri of the status answered, known here or not. */
  readonly inReplyTo?: string | null | undefined;
  /** The uri of the status to quote. */
  readonly quote?: string | null | undefined;
  /** Who may quote it; the profile's default when left out. What is not for everybody, nobody else quotes. */
  readonly quotePolicy?: QuotePolicy | undefined;
  readonly mediaIds?: readonly bigint[] | undefined;
  /** In place of media. */
  readonly poll?: PollArgs | undefined;
  /** The same key within an hour gives the same status. */
  readonly idempotencyKey?: string | undefined;
  /** The client, for show. */
  readonly application?: { readonly name: string; readonly website: string | null } | null | undefined;
}

/**
 * @throws {CoreError} `ContentEmpty`, `ContentTooLong`, `NoRecipients`, `InvalidUri` (`inReplyTo`), `NotFound` (a
 * parent that is not the owner's to see, a `quote` that is not the owner's to quote, or someone in `mentions` who is not
 * there), `BadArgs` (`mediaIds`, `language`, `mentions`, `idempotencyKey`, `poll`; `quote` of somebody whom a direct
 * status does not name), and those of `admit` and `gather`
 */
export async function publishStatus(
  ctx: UserContext,
  caller: Caller,
  args: PublishStatusArgs,
): Promise<StatusRow> {
  const spoilerText = args.spoilerText?.trim() || null;
  const repeated = await earlier(ctx, caller, args);
  if (repeated !== undefined) return repeated;
  await admit(ctx, caller);
  checkContent(ctx, args, spoilerText);
  const parent = await parentOf(ctx, args.inReplyTo ?? null);
  const quote = await gatherQuoted(ctx, args.quote ?? null);
  const composition = await compose(ctx, args.content);
  const named = await Promise.all((args.mentions ?? []).map((it) => ctx.gather.account(it)));
  const asked = quote === null ? args : { ...args, visibility: visibilityOfQuote(quote, args.visibility) };
  const mentioned = audience(ctx, asked, composition, named, parent);
  checkQuoteAudience(ctx.owner, quote, asked.visibility, mentioned);

  return commit(ctx, caller, async (turn, self) => {
    const again = await recallStatus(turn, args.idempotencyKey);
    if (again !== undefined) return again;
    const media = await chosenMedia(turn, ctx.instance, ctx.owner, args.mediaIds ?? [], null);
    const quoted = quote && (await quotable(turn, ctx.owner, quote.status.id));
    const composed = { ...composition, mentioned };
    const row = await insert(ctx, turn, self, asked, composed, { parent, quoted }, spoilerText);
    const attached = await attach(turn, row, media);
    await indexStatus(turn, row, attached);
    await indexOlderOnce(turn, self.profile);
    if (row.poll !== null) endPollAt(turn, row.id, row.poll.expiresAt);
    await rememberStatus(turn, args.idempotencyKey, row.id);
    await putInFeed(turn, row, ctx.instance.limits);
    send(turn, self.account, createActivity(ctx.instance, row, self.account, attached), {
      followers: row.visibility !== "direct",
      accounts: distinct([
        ...mentioned,
        ...(await addressees(turn, row)),
        ...(quoted && isListed(row.visibility) ? [quoted.author] : []),
      ]),
    });
    if (quoted) await requestQuote(ctx, turn, self.account, row, quoted, attached);
    return row;
  });
}

// A repeated request is answered before it counts as an action.
async function earlier(
  ctx: UserContext,
  caller: Caller,
  args: PublishStatusArgs,
): Promise<StatusRow | undefined> {
  if (args.idempotencyKey === undefined) return undefined;
  return act(ctx, caller, "private", (turn) => recallStatus(turn, args.idempotencyKey));
}

/** Everyone the status is addressed to by name. */
function audience(
  ctx: UserContext,
  args: PublishStatusArgs,
  composition: Composition,
  named: readonly AccountRow[],
  parent: Parent | null,
): AccountRow[] {
  // An answer that anybody may read is addressed to whom it answers, mentioned or not (UC20).
  const answered = isListed(args.visibility) && parent?.seen ? [parent.seen.author] : [];
  const mentioned = distinct([...composition.mentioned, ...named, ...answered]).filter(
    (account) => account.id !== ctx.owner,
  );
  if (args.visibility === "direct" && mentioned.length === 0 && args.allowNoRecipients !== true) {
    throw new CoreError("NoRecipients", "A direct status needs someone to go to.", { field: "mentions" });
  }
  return mentioned;
}

async function insert(
  ctx: UserContext,
  turn: Turn,
  { account, profile }: Self,
  args: PublishStatusArgs,
  composition: Composition,
  { parent, quoted }: { readonly parent: Parent | null; readonly quoted: SeenStatus | null },
  spoilerText: string | null,
): Promise<StatusRow> {
  const id = turn.nextId();
  const { uri, page } = statusUrls(ctx.instance.origin, profile.handle, id);
  const { row } = await addStatus(turn, account, {
    id,
    uri,
    url: page,
    local: true,
    content: quoted === null ? composition.html : withQuoteLink(quoted.status.url, composition.html),
    source: args.content,
    spoilerText,
    sensitive: (args.sensitive ?? profile.defaultSensitive) || spoilerText !== null,
    language: args.language ?? profile.defaultLanguage,
    visibility: args.visibility,
    inReplyToUri: parent?.uri ?? null,
    boostOfId: null,
    mentions: composition.mentioned.map(toMention),
    tags: composition.tags,
    emojis: [],
    quotePolicy: quoteRule(args.quotePolicy ?? profile.defaultQuotePolicy, args.visibility),
    quote: quoted === null ? null : quoteBy(ctx.owner, quoted, id),
    poll: args.poll === undefined ? null : draftPoll(args.poll, turn.now),
    application: args.application ?? null,
    createdAt: turn.now,
  });
  return row;
}
