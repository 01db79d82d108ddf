/** Custom emoji: `:shortcode:` in a text becomes the picture that its server named. */

import type { ReactNode } from "react";
import type { CustomEmoji } from "../api/entities/account.ts";

const SHORTCODE = /:([a-zA-Z0-9_]{1,200}):/;

/** @returns the text, with pictures where emoji are known */
export function emojify(text: string, emojis: readonly CustomEmoji[]): ReactNode {
  if (emojis.length === 0 || !text.includes(":")) return text;
  // Every other part is a shortcode.
  const parts = text.split(new RegExp(SHORTCODE.source, "g"));
  return parts.map((part, index) => {
    if (index % 2 === 0) return part;
    const emoji = emojis.find(({ shortcode }) => shortcode === part);
    const code = `:${part}:`;
    return emoji === undefined || !/^https?:/.test(emoji.url) ? (
      code
    ) : (
      <picture key={index}>
        {/* Those that move stand still for whoever wants that. */}
        <source media="(prefers-reduced-motion: reduce)" srcSet={emoji.static_url} />
        <img className="emoji" src={emoji.url} alt={code} title={code} loading="lazy" />
      </picture>
    );
  });
}
