/** The hashtags at the top of a profile. */

import { useQuery } from "@tanstack/react-query";
import { readFeaturedTags, type FeaturedTag } from "../api/endpoints/featuredTags.ts";
import { useApp } from "./app.ts";

export const featuredTagsQuery = (accountId: string): readonly [string, string] => [
  "featured tags",
  accountId,
];

const none: readonly FeaturedTag[] = [];

export function useFeaturedTags(accountId: string): readonly FeaturedTag[] {
  const { transport } = useApp();
  return (
    useQuery({
      queryKey: featuredTagsQuery(accountId),
      queryFn: () => readFeaturedTags(transport, accountId),
    }).data ?? none
  );
}
