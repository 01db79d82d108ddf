/** What a status may be: its text counted as Mastodon counts, its language a tag, its lists bounded (spec 04: Status Content). */

import type { UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { countedLength } from "./compose.ts";
import { draftPoll } from "./draftPoll.ts";
import type { PublishStatusArgs } from "./publishStatus.ts";

/** How many accounts can be named besides the text; each may cost a request to another server. */
const MENTIONS = 50;
const KEY_LENGTH = 256;

/** @throws {CoreError} `ContentEmpty`, `ContentTooLong`, `BadArgs` */
export function checkContent(ctx: UserContext, args: PublishStatusArgs, spoilerText: string | null): void {
  if (args.content.trim() === "" && (args.mediaIds ?? []).length === 0 && args.quote == null) {
    throw new CoreError("ContentEmpty", "A status needs text, media or a quote.", { field: "content" });
  }
  checkLength(ctx, args.content, spoilerText);
  if (args.poll !== undefined) {
    if ((args.mediaIds ?? []).length > 0)
      throw new CoreError("BadArgs", "A status has media or a poll, not both.", { field: "poll" });
    draftPoll(args.poll, ctx.now());
  }
  checkLanguage(args.language);
  if ((args.mentions ?? []).length > MENTIONS) throw badArgs("mentions");
  if ((args.idempotencyKey ?? "").length > KEY_LENGTH) throw badArgs("idempotencyKey");
}

/** @throws {CoreError} `BadArgs` unless it has the shape of a BCP 47 tag */
export function checkLanguage(language: string | null | undefined): void {
  const fits = language == null || /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/.test(language);
  if (!fits) throw badArgs("language");
}

function badArgs(field: string): CoreError {
  return new CoreError("BadArgs", `The ${field} is out of its bounds.`, { field });
}

/** @throws {CoreError} `ContentTooLong` */
export function checkLength(ctx: UserContext, content: string, spoilerText: string | null): void {
  const { statusCharacters } = ctx.instance.limits;
  // Links may shorten a text, but not below what would be a text of links alone.
  if (content.length <= 20 * statusCharacters + 4_000) {
    if (countedLength(content, spoilerText) <= statusCharacters) return;
  }
  throw new CoreError("ContentTooLong", `At most ${statusCharacters} characters.`, { field: "content" });
}
