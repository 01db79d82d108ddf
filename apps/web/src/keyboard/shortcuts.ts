/** The keyboard map: what `?` shows is what the keys do. */

import type { MessageId } from "../i18n/locale.ts";

/** What a key does to the post that has the focus: it presses the control with this `data-act`. */
export const postKeys = {
  r: "reply",
  b: "boost",
  l: "like",
  s: "bookmark",
  x: "warning",
  o: "open",
  Enter: "open",
  p: "author",
} as const satisfies Record<string, string>;

/** After `g`. */
export const places = {
  h: "/home",
  l: "/public/local",
  f: "/public",
  n: "/notifications",
  b: "/bookmarks",
  i: "/lists",
  s: "/search",
} as const satisfies Record<string, string>;

export const keyboardMap: readonly (readonly [
  title: MessageId,
  keys: readonly (readonly [keys: string, MessageId])[],
])[] = [
  [
    "keys.reading",
    [
      ["j", "keys.next"],
      ["k", "keys.previous"],
      [".", "keys.news"],
      ["o", "keys.open"],
      ["p", "keys.author"],
      ["x", "keys.warning"],
    ],
  ],
  [
    "keys.doing",
    [
      ["n", "keys.compose"],
      ["r", "post.reply"],
      ["b", "post.boost"],
      ["l", "post.like"],
      ["s", "post.bookmark"],
    ],
  ],
  [
    "keys.going",
    [
      ["/", "nav.search"],
      ["g h", "nav.home"],
      ["g l", "nav.local"],
      ["g f", "nav.federated"],
      ["g n", "nav.notifications"],
      ["g b", "nav.bookmarks"],
      ["g i", "lists"],
      ["?", "keys.help"],
    ],
  ],
];
