/** Hashtags as clients name them: with or without `#`, in any case. */

import { Hashtag } from "@mastic/validation";

/** The stored form of a hashtag; `undefined` for what is none. */
export function parseHashtag(text: string): Hashtag | undefined {
  const tag = Hashtag.sanitize(text);
  return Hashtag.is(tag) ? tag : undefined;
}
