/** The answers to a post as a tree, made from the list that Mastodon gives. */

import type { Status } from "../api/entities/status.ts";

export interface Branch {
  readonly id: string;
  readonly answers: readonly Branch[];
}

/** @param descendants in any order; what answers nothing among them stands directly under the root */
export function threadOf(
  rootId: string,
  descendants: readonly Pick<Status, "id" | "in_reply_to_id">[],
): readonly Branch[] {
  const known = new Set(descendants.map(({ id }) => id));
  const answersTo = new Map<string, string[]>();
  for (const { id, in_reply_to_id: parent } of descendants) {
    const under = parent !== null && parent !== id && known.has(parent) ? parent : rootId;
    answersTo.set(under, [...(answersTo.get(under) ?? []), id]);
  }
  const seen = new Set<string>();
  // A ring of answers, which no honest server sends, is cut where it closes.
  const branches = (id: string): Branch[] =>
    (answersTo.get(id) ?? [])
      .filter((answer) => !seen.has(answer) && seen.add(answer).size > 0)
      .map((answer) => ({ id: answer, answers: branches(answer) }));
  return branches(rootId);
}
