/** A page by offset and limit, as the interface numbers it. */

import type { OffsetArgs } from "@mastic/core";

export function pageOf({ offset, limit }: { readonly offset: bigint; readonly limit: bigint }): OffsetArgs {
  return { offset: Number(offset), limit: Number(limit) };
}
