/** Puts a status into the index of words, and takes it out. */

import { SEARCHED_OF_STATUS, statusText } from "../read/statusText.ts";
import { mediaOf } from "../read/statusView.ts";
import type { MediaRow } from "../schema/media.ts";
import { statusWords, wordsOfStatus, type WordsOfStatusRow } from "../schema/search.ts";
import type { StatusRow } from "../schema/statuses.ts";
import type { Turn } from "../store/store.ts";
import { wordsOf } from "./words.ts";

/** Of one status. A post of 500 characters has about 80, or, in Chinese or Japanese, up to 900. */
const MOST_WORDS = 512;

/**
 * Brings the index in line with a status as it is now: one that was written here, or that somebody here likes, has
 * bookmarked or boosted, or is mentioned by. Nobody searches for others: they are not indexed.
 */
export async function indexStatus(turn: Turn, status: StatusRow, media: readonly MediaRow[]): Promise<void> {
  await bringInLine(turn, status, media, await turn.get(wordsOfStatus, { statusId: status.id }));
}

/** Indexes a status that nobody here has had to do with before. */
export async function indexOnce(turn: Turn, status: StatusRow): Promise<void> {
  if ((await turn.get(wordsOfStatus, { statusId: status.id })) !== undefined) return;
  await bringInLine(turn, status, await mediaOf(turn, status.id), undefined);
}

/** Brings the index in line with a status that has changed, where it is indexed or mentions somebody here. */
export async function indexAgain(turn: Turn, status: StatusRow): Promise<void> {
  const before = await turn.get(wordsOfStatus, { statusId: status.id });
  if (before === undefined && !namesSomebodyHere(status)) return;
  await bringInLine(turn, status, await mediaOf(turn, status.id), before);
}

/** @param known as what the status is indexed by now */
async function bringInLine(
  turn: Turn,
  status: StatusRow,
  media: readonly MediaRow[],
  known: WordsOfStatusRow | undefined,
): Promise<void> {
  if (status.boostOfId !== null) return;
  const statusId = status.id;
  const isPublic = status.local && status.visibility === "public";
  const words = wordsOf(statusText(status, media, SEARCHED_OF_STATUS), MOST_WORDS);
  const before = known === undefined ? new Set<string>() : listed(known.words);
  for (const word of before) {
    if (!words.has(word)) await turn.delete(statusWords, { word, isPublic, statusId });
  }
  if (known === undefined) await turn.insert(statusWords, { word: "", isPublic, statusId });
  for (const word of words) {
    if (!before.has(word)) await turn.insert(statusWords, { word, isPublic, statusId });
  }
  await turn.put(wordsOfStatus, { statusId, isPublic, words: [...words].map((word) => ` ${word}`).join("") });
}

/** Takes a status out that is being deleted. */
export async function forgetWords(turn: Turn, statusId: bigint): Promise<void> {
  const known = await turn.get(wordsOfStatus, { statusId });
  if (known === undefined) return;
  const { isPublic, words } = known;
  for (const word of ["", ...listed(words)]) await turn.delete(statusWords, { word, isPublic, statusId });
  await turn.delete(wordsOfStatus, { statusId });
}

/** Whether a status mentions an account of this node. */
export function namesSomebodyHere(status: Pick<StatusRow, "mentions">): boolean {
  return status.mentions.some(({ acct }) => !acct.includes("@"));
}

const listed = (words: string): Set<string> => new Set(words.split(" ").slice(1));
