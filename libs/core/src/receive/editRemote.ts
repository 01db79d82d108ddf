/** Brings a status from elsewhere up to date: an edit, with what it said before, or new figures of a poll. */

import { accounts } from "../schema/accounts.ts";
import { media, type MediaRow } from "../schema/media.ts";
import { pollVotes, statuses, statusHashtags, type StatusRow } from "../schema/statuses.ts";
import { indexAgain } from "../search/indexStatus.ts";
import { indexTags } from "../status/addStatus.ts";
import { changeAddressees } from "../status/address.ts";
import { keepVersion } from "../status/keepVersion.ts";
import { countQuote } from "../status/quote.ts";
import type { Turn } from "../store/store.ts";
import { storeMedia } from "./storeStatus.ts";
import { newQuote, verifyLater } from "./takeQuote.ts";
import type { MediaDraft } from "./toMedia.ts";
import type { StatusDraft } from "./toStatus.ts";

const MEDIA = 64;
const TAGS = 200;
/** How many are read at once: all are of users here, since nobody else tells us how they vote elsewhere. */
const VOTES = 1_000;

/** @returns whether it says something else now; an older version than the one here changes nothing */
export async function editRemote(turn: Turn, row: StatusRow, draft: StatusDraft): Promise<boolean> {
  const current = await turn.get(statuses, { id: row.id });
  if (current === undefined || current.local) return false;
  const at = draft.editedAt;
  if (at === null || at <= (current.editedAt ?? current.createdAt)) {
    if (sameText(current, draft)) await refreshInteractions(turn, current, draft);
    return false;
  }
  const attached = await turn.scan(media, { index: "byStatus", equals: { statusId: row.id }, limit: MEDIA });
  if (sameText(current, draft) && sameMedia(attached.rows, draft.media)) {
    await refreshInteractions(turn, current, draft);
    await changeQuote(turn, current, draft);
    return false;
  }
  await keepVersion(turn, current, attached.rows);
  const change = {
    content: draft.content,
    spoilerText: draft.spoilerText,
    sensitive: draft.sensitive,
    language: draft.language,
    mentions: draft.mentions,
    tags: draft.tags,
    emojis: draft.emojis,
    poll: draft.poll,
    quotePolicy: draft.quotePolicy,
    url: draft.url,
    editedAt: at,
  };
  await turn.update(statuses, { id: current.id }, change);
  await changeQuote(turn, current, draft);
  verifyAgain(turn, current, draft);
  if (titles(current.poll) !== titles(draft.poll)) await forgetVotes(turn, current.id);
  if (!sameMedia(attached.rows, draft.media)) await replaceMedia(turn, current, attached.rows, draft.media);
  await replaceTags(turn, { ...current, ...change });
  await changeAddressees(turn, { ...current, ...change });
  await indexAgain(turn, { ...current, ...change });
  turn.signal({ type: "edited", statusId: current.id });
  return true;
}

function sameText(row: StatusRow, draft: StatusDraft): boolean {
  return (
    row.content === draft.content &&
    row.spoilerText === draft.spoilerText &&
    row.sensitive === draft.sensitive &&
    titles(row.poll) === titles(draft.poll)
  );
}

function titles(poll: StatusRow["poll"]): string {
  return JSON.stringify(poll?.options.map(({ title }) => title) ?? []);
}

/** With other options, a poll begins anew. */
async function forgetVotes(turn: Turn, statusId: bigint): Promise<void> {
  for (;;) {
    const { rows, next } = await turn.scan(pollVotes, { equals: { statusId }, limit: VOTES });
    for (const row of rows) await turn.delete(pollVotes, row);
    if (next === undefined) return;
  }
}

function sameMedia(rows: readonly MediaRow[], drafts: readonly MediaDraft[]): boolean {
  const described = (item: MediaRow | MediaDraft): string =>
    JSON.stringify([item.remoteUrl, item.description]);
  return rows.map(described).join() === drafts.map(described).join();
}

/** What changes without a new version: figures, and what others may do with it. */
async function refreshInteractions(turn: Turn, row: StatusRow, draft: StatusDraft): Promise<void> {
  await refreshPoll(turn, row, draft);
  verifyAgain(turn, row, draft);
  if (JSON.stringify(row.quotePolicy) !== JSON.stringify(draft.quotePolicy)) {
    await turn.update(statuses, { id: row.id }, { quotePolicy: draft.quotePolicy });
  }
}

/** An authorization that is named now, or no longer named, is looked at anew: its own server says whether it holds. */
function verifyAgain(turn: Turn, row: StatusRow, draft: StatusDraft): void {
  if (row.quoteUri !== draft.quoteUri || row.quoteApprovalUri === draft.quoteAuthorization) return;
  verifyLater(turn, row, draft.quoteAuthorization);
}

/** A new version may quote something else, or nothing any more. */
async function changeQuote(turn: Turn, row: StatusRow, draft: StatusDraft): Promise<void> {
  if (row.quoteUri === draft.quoteUri) return;
  const author = await turn.get(accounts, { id: row.accountId });
  if (author === undefined) return;
  const quote = await newQuote(turn, author, draft);
  const change = {
    quoteUri: quote?.uri ?? null,
    quotedId: quote?.quotedId ?? null,
    quoteState: quote?.state ?? null,
    quoteApprovalUri: null,
  };
  await turn.update(statuses, { id: row.id }, change);
  await countQuote(turn, row, change);
  if (change.quoteState === "pending") verifyLater(turn, { ...row, ...change }, draft.quoteAuthorization);
}

async function refreshPoll(turn: Turn, row: StatusRow, draft: StatusDraft): Promise<void> {
  if (row.poll === null || draft.poll === null) return;
  if (JSON.stringify(row.poll) !== JSON.stringify(draft.poll)) {
    await turn.update(statuses, { id: row.id }, { poll: draft.poll });
  }
}

async function replaceMedia(
  turn: Turn,
  row: StatusRow,
  before: readonly MediaRow[],
  after: readonly MediaDraft[],
): Promise<void> {
  for (const item of before) await turn.delete(media, { id: item.id });
  await storeMedia(turn, row, after);
}

async function replaceTags(turn: Turn, row: StatusRow): Promise<void> {
  const { rows } = await turn.scan(statusHashtags, {
    index: "byStatus",
    equals: { statusId: row.id },
    limit: TAGS,
  });
  for (const { tag, statusId } of rows) {
    if (!row.tags.includes(tag)) await turn.delete(statusHashtags, { tag, statusId });
  }
  await indexTags(turn, row);
}
