/** Puts a status, local or remote, into this store: its row, its thread, its hashtags, its author's counters. */

import { accounts, type AccountRow } from "../schema/accounts.ts";
import { addToCounter } from "../schema/counters.ts";
import { hashtags, statuses, statusHashtags, type StatusRow } from "../schema/statuses.ts";
import type { Turn } from "../store/store.ts";
import { addAddressees } from "./address.ts";
import { countQuote, type NewQuote } from "./quote.ts";

/** What the caller knows; the rest follows from it. */
export type NewStatus = Omit<
  StatusRow,
  | "accountId"
  | "inReplyToId"
  | "inReplyToAccountId"
  | "conversationId"
  | "timeline"
  | "likeCount"
  | "boostCount"
  | "replyCount"
  | "editedAt"
  | "quotePolicy"
  | "quoteUri"
  | "quotedId"
  | "quoteState"
  | "quoteApprovalUri"
  | "quoteCount"
> & {
  readonly editedAt?: number | null;
  readonly quotePolicy?: StatusRow["quotePolicy"];
  readonly quote?: NewQuote | null;
};

/** How many answers that came before their parent are tied to it when it arrives. */
const ORPHANS = 100;

/**
 * Adds the status unless its uri is known; either way returns the row that is there.
 * Media rows are the caller's to add.
 */
export async function addStatus(
  turn: Turn,
  author: AccountRow,
  status: NewStatus,
): Promise<{ row: StatusRow; added: boolean }> {
  const known = await turn.find(statuses, "uri", { uri: status.uri });
  if (known !== undefined) return { row: known, added: false };

  const parent =
    status.inReplyToUri === null ? undefined : await turn.find(statuses, "uri", { uri: status.inReplyToUri });
  const answersAnother =
    status.inReplyToUri !== null && (parent === undefined || parent.accountId !== author.id);
  const current = await turn.get(accounts, { id: author.id });
  const isPublic =
    status.visibility === "public" &&
    status.boostOfId === null &&
    !answersAnother &&
    !(current ?? author).suspended;

  const { quote, ...columns } = status;
  const row: StatusRow = {
    ...columns,
    quotePolicy: status.quotePolicy ?? null,
    quoteUri: quote?.uri ?? null,
    quotedId: quote?.quotedId ?? null,
    quoteState: quote?.state ?? null,
    quoteApprovalUri: quote?.approvalUri ?? null,
    quoteCount: 0,
    accountId: author.id,
    inReplyToId: parent?.id ?? null,
    inReplyToAccountId: parent?.accountId ?? null,
    conversationId: parent?.conversationId ?? status.id,
    timeline: isPublic ? (status.local ? "local" : "remote") : null,
    likeCount: 0,
    boostCount: 0,
    replyCount: 0,
    editedAt: status.editedAt ?? null,
  };
  await turn.insert(statuses, row);
  await countQuote(turn, undefined, row);
  if (row.local && row.visibility !== "direct") await addToCounter(turn, "statuses", 1);

  if (current !== undefined && status.visibility !== "direct") {
    await turn.update(
      accounts,
      { id: author.id },
      {
        statusesCount: current.statusesCount + 1,
        lastStatusAt: Math.max(current.lastStatusAt ?? 0, status.createdAt),
      },
    );
  }
  if (parent !== undefined && status.visibility !== "direct") {
    await turn.update(statuses, { id: parent.id }, { replyCount: parent.replyCount + 1 });
  }
  await addAddressees(turn, row);
  const adopted = await adoptAnswers(turn, row);
  await indexTags(turn, row);
  if (row.timeline !== null) {
    turn.signal({
      type: "public",
      statusId: row.id,
      local: row.local,
      tags: row.tags,
    });
  }
  return { row: adopted === 0 ? row : { ...row, replyCount: adopted }, added: true };
}

/** Ties answers that arrived first to the status they answer. */
async function adoptAnswers(turn: Turn, parent: StatusRow): Promise<number> {
  const { rows } = await turn.scan(statuses, {
    index: "byReplyUri",
    equals: { inReplyToUri: parent.uri },
    limit: ORPHANS,
  });
  const orphans = rows.filter((row) => row.inReplyToId === null && row.id !== parent.id);
  for (const orphan of orphans) {
    await turn.update(
      statuses,
      { id: orphan.id },
      {
        inReplyToId: parent.id,
        inReplyToAccountId: parent.accountId,
        conversationId: parent.conversationId,
      },
    );
  }
  const counted = orphans.filter((row) => row.visibility !== "direct").length;
  if (counted > 0) await turn.update(statuses, { id: parent.id }, { replyCount: counted });
  return counted;
}

/** Lists a public status under its hashtags. */
export async function indexTags(turn: Turn, status: StatusRow): Promise<void> {
  for (const tag of status.tags) {
    const seen = await turn.get(hashtags, { tag });
    await turn.put(hashtags, { tag, lastUsedAt: turn.now, createdAt: seen?.createdAt ?? turn.now });
    if (status.visibility === "public") {
      await turn.insertIfAbsent(statusHashtags, { tag, statusId: status.id });
    }
  }
}
