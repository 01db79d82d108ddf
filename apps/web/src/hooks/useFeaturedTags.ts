/** The hashtags at the top of a profile. */

import { useQuery } from "@tanstack/react-query";
import { readFeaturedTags, type FeaturedTag } from "../api/endpoints/featuredTags.ts";
import { useApp } from "./app.ts";
import { isAwaited } from "./isAwaited.ts";

export const featuredTagsQuery = (accountId: string): readonly [string, string] => [
  "featured tags",
  accountId,
];

const none: readonly FeaturedTag[] = [];

export interface FeaturedTags {
  readonly tags: readonly FeaturedTag[];
  /** Whether there may be some that nobody knows of yet. */
  readonly isAwaited: boolean;
}

export function useFeaturedTags(accountId: string): FeaturedTags {
  const { transport } = useApp();
  const query = useQuery({
    queryKey: featuredTagsQuery(accountId),
    queryFn: () => readFeaturedTags(transport, accountId),
  });
  return { tags: query.data ?? none, isAwaited: isAwaited(query) };
}
