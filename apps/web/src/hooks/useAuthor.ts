/** Whose drafts somebody reads and writes here, as `composer/draft.ts` names them. */

import { authorOf } from "../composer/draft.ts";
import { basePath } from "../ports/elsewhere.ts";
import { useApp } from "./app.ts";
import { useMe } from "./useMe.ts";

/** @returns undefined until it is known who is signed in */
export function useAuthor(): string | undefined {
  const { guestAt } = useApp();
  const me = useMe();
  return me && authorOf(basePath(guestAt), me.id);
}
