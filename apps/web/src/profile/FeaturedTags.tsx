/** The hashtags that somebody puts at the top of their profile. */

import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useFeaturedTags } from "../hooks/useFeaturedTags.ts";
import { useT } from "../i18n/useT.ts";

export function FeaturedTags({ accountId }: { readonly accountId: string }): ReactElement | null {
  const t = useT();
  const { tags } = useFeaturedTags(accountId);
  if (tags.length === 0) return null;
  return (
    <ul aria-label={t("featured.title")} className="mt-4 flex flex-wrap gap-2">
      {tags.map(({ id, name }) => (
        <li key={id}>
          <Link
            to="/tags/$tag"
            params={{ tag: name }}
            className="inline-flex min-h-8 items-center rounded-full bg-tint px-3 text-sm font-semibold text-accent hover:underline"
          >
            <bdi>#{name}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  );
}
