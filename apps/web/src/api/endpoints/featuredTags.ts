/** Mastodon: methods/featured_tags: the hashtags at the top of a profile. */

import * as z from "zod/mini";
import type { Transport } from "../../ports/transport.ts";
import { readList } from "../read.ts";

const featuredTag = z.object({ id: z.string(), name: z.string() });
export type FeaturedTag = z.infer<typeof featuredTag>;

export async function readFeaturedTags(transport: Transport, accountId: string): Promise<FeaturedTag[]> {
  const path = `/api/v1/accounts/${accountId}/featured_tags`;
  return readList(featuredTag, (await transport.request({ method: "GET", path })).body);
}

/** @param name with or without `#` */
export async function featureTag(transport: Transport, name: string): Promise<void> {
  const body = { name: name.replace(/^#/, "") };
  await transport.request({ method: "POST", path: "/api/v1/featured_tags", body });
}

export async function unfeatureTag(transport: Transport, id: string): Promise<void> {
  const path = `/api/v1/featured_tags/${encodeURIComponent(id)}`;
  await transport.request({ method: "DELETE", path });
}
