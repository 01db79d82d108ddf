/** What a word that is being typed may become: people, hashtags, emoji. */

import { useQuery } from "@tanstack/react-query";
import { completeAccounts, completeHashtags } from "../api/endpoints/search.ts";
import { nameOf } from "../components/PersonName.tsx";
import { useApp } from "../hooks/app.ts";
import { useDebounced } from "../hooks/useDebounced.ts";
import { matchEmoji } from "./emoji/match.ts";
import { useEmoji } from "./emoji/useEmoji.ts";
import type { CompletableWord } from "./wordAtCaret.ts";

export interface Suggestion {
  /** What it puts in place of the word; tells suggestions apart as well. */
  readonly insert: string;
  readonly title: string;
  readonly detail?: string;
  /** The address of a picture. */
  readonly picture?: string;
  /** An emoji, in place of a picture. */
  readonly sign?: string;
}

const PAUSE_MILLIS = 200;
const MOST = 6;
const none: readonly Suggestion[] = [];

export function useSuggestions(word: CompletableWord | undefined): readonly Suggestion[] {
  const { transport } = useApp();
  const kind = word?.kind;
  const query = useDebounced(word?.query ?? "", PAUSE_MILLIS);
  // While the pause lasts, the query may still be that of a word of another kind.
  const isSettled = word !== undefined && word.query.startsWith(query) && query !== "";
  const found = useQuery<readonly Suggestion[]>({
    queryKey: ["complete", kind, query],
    enabled: isSettled && kind !== "emoji",
    // What was found for less of the same word is shown until there is better.
    placeholderData: (before, asked) => (asked?.queryKey[1] === kind ? before : undefined),
    queryFn: async ({ signal }) => {
      if (kind === "hashtag") {
        const names = await completeHashtags(transport, query, MOST, signal);
        return names.map((name) => ({ insert: `#${name}`, title: `#${name}` }));
      }
      const accounts = await completeAccounts(transport, query, MOST, signal);
      return accounts.map((account) => ({
        insert: `@${account.acct}`,
        title: nameOf(account),
        detail: `@${account.acct}`,
        picture: account.avatar,
      }));
    },
  });
  const { own, table } = useEmoji(kind === "emoji");
  if (word === undefined) return none;
  if (kind === "emoji") return matchEmoji(word.query, own, table, MOST);
  if (!isSettled || found.data === undefined) return none;
  const isCurrent = query === word.query && !found.isPlaceholderData;
  return isCurrent ? found.data : found.data.filter((it) => mayMean(it, word.query));
}

function mayMean({ insert, title }: Suggestion, query: string): boolean {
  const q = query.toLowerCase();
  return insert.toLowerCase().includes(q) || title.toLowerCase().includes(q);
}
