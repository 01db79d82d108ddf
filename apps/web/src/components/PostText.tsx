/** The text of a post or profile; mentions and hashtags in it stay in the app. */

import { Link } from "@tanstack/react-router";
import { useMemo, type ReactElement } from "react";
import type { CustomEmoji } from "../api/entities/account.ts";
import { richText } from "../text/richText.tsx";

interface Mention {
  readonly url: string;
  readonly acct: string;
}

const none: readonly never[] = [];

export function PostText({
  html,
  emojis,
  mentions = none,
  language,
}: {
  readonly html: string;
  readonly emojis: readonly CustomEmoji[];
  readonly mentions?: readonly Mention[];
  /** BCP 47 */
  readonly language?: string | null;
}): ReactElement {
  const nodes = useMemo(
    () =>
      richText(html, {
        emojis,
        internal: (href, text) => {
          const mention = mentions.find(({ url }) => url === href);
          if (mention !== undefined) return `/@${mention.acct}`;
          return /^#[^\s#]+$/.test(text) ? `/tags/${encodeURIComponent(text.slice(1))}` : undefined;
        },
        link: (path, children, key) => (
          <Link key={key} to={path}>
            {children}
          </Link>
        ),
      }),
    [html, emojis, mentions],
  );
  return (
    <div className="prose-post" dir="auto" lang={language ?? undefined}>
      {nodes}
    </div>
  );
}
