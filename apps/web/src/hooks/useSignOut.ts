/** Signing out, as somebody wants it: what they began to write goes with them. A session that ends by itself leaves it there. */

import { forgetDrafts } from "../composer/draft.ts";
import { basePath } from "../ports/elsewhere.ts";
import { useApp } from "./app.ts";

export function useSignOut(): () => Promise<void> {
  const { session, guestAt } = useApp();
  return async () => {
    const leaving = session.signOut();
    // At once: the node may take its time.
    forgetDrafts(basePath(guestAt));
    await leaving;
  };
}
