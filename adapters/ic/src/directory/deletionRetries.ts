/** How often somebody may have the deletion of their account tried again: as often as people may act at all (spec 06, UC19). */

import { INSTANCE, slidingMinute, users, type Context, type Directory } from "@mastic/core";

/** A Directory that refuses more with `RateLimitExceeded`: each try is calls that the node pays for. */
export function limitingRetries({ store, instance, now }: Context, directory: Directory): Directory {
  const limit = slidingMinute(instance.limits.actionsPerMinute);
  return {
    ...directory,
    async retryDeleteProfile(caller) {
      const { principal } = caller;
      const user =
        principal === null
          ? undefined
          : await store.view(INSTANCE, (view) => view.find(users, "principal", { principal }));
      // Who has no account has nothing tried, and is not remembered.
      if (user !== undefined) limit.take(user.id, now());
      await directory.retryDeleteProfile(caller);
    },
  };
}
