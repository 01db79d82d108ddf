/** Who an answer is for, and whom it names, before its author changes anything. */

import type { Post, Visibility } from "../api/entities/status.ts";

const order: readonly Visibility[] = ["public", "unlisted", "private", "direct"];

/** An answer is no more public than what it answers. */
export function narrower(a: Visibility, b: Visibility): Visibility {
  return order[Math.max(order.indexOf(a), order.indexOf(b))] ?? "direct";
}

/** What is not for everybody, nobody else quotes. */
export const isListed = (visibility: Visibility): boolean =>
  visibility === "public" || visibility === "unlisted";

/** The mentions that an answer begins with: its author and whoever they named, but not oneself. */
export function mentionsFor(post: Pick<Post, "account" | "mentions">, ownAcct: string): string {
  const accts = [post.account.acct, ...post.mentions.map(({ acct }) => acct)];
  return [...new Set(accts)]
    .filter((acct) => acct !== ownAcct)
    .map((acct) => `@${acct} `)
    .join("");
}
