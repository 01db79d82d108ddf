/** The post that one is about to quote: who wrote it, and what, with its pictures, and without anything to press. */

import type { ReactElement } from "react";
import type { Media } from "../api/entities/media.ts";
import type { QuotedPost } from "../api/entities/status.ts";
import { Blurhash } from "../components/Blurhash.tsx";
import { Icon } from "../components/Icon.tsx";
import { useT } from "../i18n/useT.ts";
import { Words, Writer } from "../post/QuotedPost.tsx";

export function QuotedPreview({ post }: { readonly post: QuotedPost }): ReactElement {
  const t = useT();
  const { account, spoiler_text: warning, media_attachments: media } = post;
  const pictures = media.filter(({ type, preview_url }) => type !== "audio" && preview_url !== null);
  // Here nothing can be pressed to see what its author has hidden.
  const isShown = warning === "" && !post.sensitive && pictures.length === media.length;
  return (
    <>
      <Writer account={account} />
      {warning === "" ? (
        <Words post={post} />
      ) : (
        <span className="mt-1 line-clamp-6 wrap-anywhere" dir="auto">
          {warning}
        </span>
      )}
      {media.length > 0 &&
        (isShown ? (
          <ul className="mt-2 flex gap-1.5">
            {pictures.map((item) => (
              <Picture key={item.id} item={item} />
            ))}
          </ul>
        ) : (
          <span className="mt-1 flex items-center gap-1.5 text-sm text-soft">
            <Icon name="picture" size="sm" />
            {t("quote.media", { count: media.length })}
          </span>
        ))}
    </>
  );
}

function Picture({ item }: { readonly item: Media }): ReactElement {
  const { x = 0, y = 0 } = item.meta?.focus ?? {};
  return (
    <li className="relative h-20 min-w-0 flex-1 overflow-hidden rounded-xl bg-raised first:last:max-w-40">
      {item.blurhash !== null && <Blurhash hash={item.blurhash} />}
      <img
        src={item.preview_url ?? ""}
        alt={item.description ?? ""}
        className="relative size-full object-cover"
        style={{ objectPosition: `${50 + x * 50}% ${50 - y * 50}%` }}
      />
    </li>
  );
}
