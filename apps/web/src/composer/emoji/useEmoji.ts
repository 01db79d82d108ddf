/** The emoji that can be written here; each kind is there once it has come. */

import { useQuery } from "@tanstack/react-query";
import { readCustomEmojis } from "../../api/endpoints/customEmojis.ts";
import type { CustomEmoji } from "../../api/entities/account.ts";
import { useApp } from "../../hooks/app.ts";
import { useLanguage } from "../../i18n/useT.ts";
import { loadEmoji, type Emoji } from "./table.ts";

const noneOwn: readonly CustomEmoji[] = [];
const none: readonly Emoji[] = [];

/** @param wanted nothing is asked for before */
export function useEmoji(wanted = true): {
  readonly own: readonly CustomEmoji[];
  readonly table: readonly Emoji[];
} {
  const { transport } = useApp();
  const language = useLanguage();
  const own = useQuery({
    queryKey: ["custom emojis"],
    enabled: wanted,
    staleTime: Infinity,
    queryFn: () => readCustomEmojis(transport),
  });
  const table = useQuery({
    queryKey: ["emoji", language],
    enabled: wanted,
    staleTime: Infinity,
    queryFn: () => loadEmoji(language),
  });
  return { own: own.data ?? noneOwn, table: table.data ?? none };
}
