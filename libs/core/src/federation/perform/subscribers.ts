/** Which local users hear what an actor does though it does not name them. */

import { subscriptions } from "../../schema/instance.ts";
import type { Bound, Page, View } from "../../store/store.ts";

/** A page of those who follow the actor, or of everyone tied to it. */
export function subscribers(
  view: View,
  of: { readonly actorUri: string; readonly which: "followers" | "everyone" },
  page: { readonly after: Bound<typeof subscriptions> | undefined; readonly limit: number },
): Promise<Page<typeof subscriptions>> {
  const { actorUri } = of;
  const source =
    of.which === "followers"
      ? ({ index: "byActor", equals: { actorUri, follows: true } } as const)
      : ({ index: "primary", equals: { actorUri } } as const);
  const { after, limit } = page;
  return view.scan(subscriptions, { ...source, ...(after === undefined ? {} : { after }), limit });
}
