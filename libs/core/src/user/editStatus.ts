/** Edits a status: every version is kept, and all who have it are told (spec 03: Update; Mastodon: PUT /api/v1/statuses/:id). */

import type { Caller, UserContext } from "../context.ts";
import { updateActivity } from "../document/activity.ts";
import { CoreError } from "../error.ts";
import { mediaOf } from "../read/statusView.ts";
import { statuses, statusHashtags, type QuotePolicy, type StatusRow } from "../schema/statuses.ts";
import { indexStatus } from "../search/indexStatus.ts";
import { indexTags } from "../status/addStatus.ts";
import { changeAddressees } from "../status/address.ts";
import { keepVersion } from "../status/keepVersion.ts";
import { quoteRule } from "../status/quotePolicy.ts";
import type { Turn } from "../store/store.ts";
import { admit, commit } from "./act.ts";
import { attach, chosenMedia, release } from "./attach.ts";
import { checkLanguage, checkLength } from "./checkContent.ts";
import { compose, distinct, toMention, type Composition } from "./compose.ts";
import { changeMedia, checkMediaChange, type UpdateMediaArgs } from "./media.ts";
import { withQuoteLink } from "./quoteLink.ts";
import { witnesses } from "./reach.ts";
import { send } from "./send.ts";
import { ownStatus } from "./target.ts";

/** What is left out stays as it is. */
export interface EditStatusArgs {
  readonly statusUri: string;
  readonly content?: string | undefined;
  readonly spoilerText?: string | null | undefined;
  readonly sensitive?: boolean | undefined;
  readonly language?: string | null | undefined;
  readonly quotePolicy?: QuotePolicy | undefined;
  readonly mediaIds?: readonly bigint[] | undefined;
  /** New descriptions and focal points, which are changed with the text or not at all. */
  readonly mediaChanges?: readonly UpdateMediaArgs[] | undefined;
}

/** @throws {CoreError} `NotFound`, `ContentEmpty`, `ContentTooLong`, `BadArgs` (`mediaIds`, `language`), and those of `admit` */
export async function editStatus(ctx: UserContext, caller: Caller, args: EditStatusArgs): Promise<StatusRow> {
  await admit(ctx, caller);
  const before = await ctx.store.view(ctx.owner, (view) => ownStatus(view, ctx.owner, args.statusUri));
  if (before.boostOfId !== null) throw new CoreError("NotFound", "A boost has no text to edit.");
  const source = args.content ?? before.source ?? "";
  const spoilerText = args.spoilerText === undefined ? before.spoilerText : args.spoilerText?.trim() || null;
  checkLength(ctx, source, spoilerText);
  checkLanguage(args.language);
  const changes = args.mediaChanges ?? [];
  for (const change of changes) checkMediaChange(change);
  const composition = await compose(ctx, source);

  return commit(ctx, caller, async (turn, self) => {
    const status = await ownStatus(turn, ctx.owner, args.statusUri);
    for (const change of changes) await changeMedia(turn, change);
    const attached = await mediaOf(turn, status.id);
    const chosen =
      args.mediaIds === undefined
        ? attached
        : await chosenMedia(turn, ctx.instance, ctx.owner, args.mediaIds, status.id);
    if (source.trim() === "" && chosen.length === 0 && status.quoteUri === null) {
      throw new CoreError("ContentEmpty", "A status needs text, media or a quote.", { field: "content" });
    }
    await keepVersion(turn, status, attached);
    const row = await rewrite(turn, status, { ...args, source, spoilerText }, composition);
    // What the new version leaves out is free again.
    await release(
      turn,
      attached.filter(({ id }) => !chosen.some((it) => it.id === id)),
    );
    const now = await attach(turn, row, chosen);
    await indexStatus(turn, row, now);
    send(turn, self.account, updateActivity(ctx.instance, row, self.account, now), {
      followers: row.visibility !== "direct",
      accounts: distinct([...composition.mentioned, ...(await witnesses(turn, row))]),
    });
    turn.signal({ type: "edited", statusId: row.id });
    return row;
  });
}

async function rewrite(
  turn: Turn,
  status: StatusRow,
  version: {
    source: string;
    spoilerText: string | null;
    sensitive?: boolean | undefined;
    language?: string | null | undefined;
    quotePolicy?: QuotePolicy | undefined;
  },
  composition: Composition,
): Promise<StatusRow> {
  // Who has been addressed once stays addressed: they have the status, and must get its new versions.
  const mentions = new Map(status.mentions.map((mention) => [mention.accountId, mention]));
  for (const account of composition.mentioned) {
    if (account.id !== status.accountId) mentions.set(account.id.toString(), toMention(account));
  }
  const change = {
    content: await quotingContent(turn, status, composition.html),
    source: version.source,
    spoilerText: version.spoilerText,
    sensitive: (version.sensitive ?? status.sensitive) || version.spoilerText !== null,
    language: version.language === undefined ? status.language : version.language,
    mentions: [...mentions.values()],
    tags: composition.tags,
    quotePolicy:
      version.quotePolicy === undefined
        ? status.quotePolicy
        : quoteRule(version.quotePolicy, status.visibility),
    editedAt: Math.max(turn.now, (status.editedAt ?? status.createdAt) + 1),
  };
  await turn.update(statuses, { id: status.id }, change);
  for (const tag of status.tags) await turn.delete(statusHashtags, { tag, statusId: status.id });
  const row = { ...status, ...change };
  await indexTags(turn, row);
  await changeAddressees(turn, row);
  return row;
}

/** An edit leaves what the status quotes as it is. */
async function quotingContent(turn: Turn, { quotedId, quoteUri }: StatusRow, html: string): Promise<string> {
  if (quoteUri === null) return html;
  const quoted = quotedId === null ? undefined : await turn.get(statuses, { id: quotedId });
  return withQuoteLink(quoted?.url ?? quoteUri, html);
}
