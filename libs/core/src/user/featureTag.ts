/** Features hashtags on the profile, up to four (spec 03: Featured Tags; spec 02: featured_tags). */

import { Hashtag, ValidationError } from "@mastic/validation";
import type { Caller, UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { featuredTags } from "../schema/user.ts";
import { act } from "./act.ts";

export interface TagArgs {
  /** With or without `#`, in any case. */
  readonly tag: string;
}

/** @returns the tag in stored form. @throws {CoreError} `BadArgs` (`tag`), `LimitExceeded`, and those of `admit` */
export async function featureTag(ctx: UserContext, caller: Caller, args: TagArgs): Promise<string> {
  const tag = parseTag(args.tag);
  return act(ctx, caller, "private", async (turn) => {
    if ((await turn.get(featuredTags, { tag })) !== undefined) return tag;
    const limit = ctx.instance.limits.featuredTags;
    const { rows } = await turn.scan(featuredTags, { limit });
    const taken = new Set(rows.map((row) => row.position));
    const position = Array.from({ length: limit }, (_, place) => place).find((place) => !taken.has(place));
    if (position === undefined)
      throw new CoreError("LimitExceeded", `At most ${limit} tags can be featured.`);
    await turn.insert(featuredTags, { tag, position, createdAt: turn.now });
    return tag;
  });
}

/** @throws {CoreError} `NotFound`, `BadArgs` (`tag`), and those of `admit` */
export async function unfeatureTag(ctx: UserContext, caller: Caller, args: TagArgs): Promise<void> {
  const tag = parseTag(args.tag);
  await act(ctx, caller, "private", async (turn) => {
    if (await turn.delete(featuredTags, { tag })) return;
    throw new CoreError("NotFound", "This tag is not featured.");
  });
}

function parseTag(input: string): string {
  try {
    return Hashtag.parse(input);
  } catch (cause) {
    if (!(cause instanceof ValidationError)) throw cause;
    throw new CoreError("BadArgs", "This is no hashtag.", { field: "tag", cause });
  }
}
