/** What the composer begins with: an empty post, an answer, a version that is edited, or a post that is written again. */

import type { StatusSource } from "../api/endpoints/publishing.ts";
import type { CredentialAccount } from "../api/entities/account.ts";
import type { Media } from "../api/entities/media.ts";
import { quotePolicy, type Post } from "../api/entities/status.ts";
import type { ComposeRequest } from "../hooks/compose.ts";
import { mentionsFor, narrower } from "./audience.ts";
import { deletedPost, type Draft } from "./draft.ts";

export interface StartingPoint {
  readonly draft: Draft;
  /** The files that it has already. */
  readonly media: readonly Media[];
  /** Tells what is written apart from other drafts; undefined for a new post. */
  readonly about: string | undefined;
}

/** In seconds: how long a poll that is asked again is open. */
const ASKED_AGAIN_SECONDS = 86_400;

/** What is sensitive without a warning was marked so; with one it is in any case. */
function isMarked({ sensitive, spoiler_text: warning }: Pick<Post, "sensitive" | "spoiler_text">): boolean {
  return sensitive && warning === "";
}

/**
 * @param spoken the language of the app, for those who have not chosen one to write in
 * @param source of the edited post, as its author typed it
 */
export function startingPoint(
  request: ComposeRequest,
  me: Pick<CredentialAccount, "acct" | "source">,
  spoken: string,
  source: StatusSource | undefined,
): StartingPoint {
  const { privacy, language, sensitive } = me.source;
  const tongue = language === null || language === "" ? spoken : language;
  const { inReplyTo, quoted, edited, redrafted, text = "" } = request;
  if (edited !== undefined && source !== undefined) {
    const { text: typed, spoiler_text: spoilerText } = source;
    const { visibility } = edited;
    const draft = { text: typed, spoilerText, hasWarning: spoilerText !== "", visibility };
    return {
      draft: { ...draft, sensitive: isMarked(edited), language: edited.language ?? tongue },
      media: edited.media_attachments,
      about: `edit.${edited.id}`,
    };
  }
  if (redrafted !== undefined) {
    const { text: typed, spoiler_text: spoilerText, visibility, poll } = redrafted;
    const again = poll && {
      options: poll.options.map(({ title }) => title),
      expiresInSeconds: ASKED_AGAIN_SECONDS,
      multiple: poll.multiple,
    };
    return {
      draft: {
        text: typed,
        spoilerText,
        hasWarning: spoilerText !== "",
        sensitive: isMarked(redrafted),
        visibility,
        language: redrafted.language ?? tongue,
        ...(again === null ? {} : { poll: again }),
      },
      media: redrafted.media_attachments,
      about: deletedPost(redrafted.id),
    };
  }
  const policy = quotePolicy.options.find((it) => it === me.source.quote_policy);
  const draft = {
    text,
    spoilerText: "",
    hasWarning: false,
    sensitive,
    visibility: privacy,
    language: tongue,
    ...(policy === undefined ? {} : { quotePolicy: policy }),
  };
  if (quoted !== undefined) {
    const visibility = narrower(privacy, quoted.visibility === "private" ? "private" : "public");
    return { draft: { ...draft, visibility }, media: [], about: `quote.${quoted.id}` };
  }
  if (inReplyTo === undefined) return { draft, media: [], about: undefined };
  const { spoiler_text: spoilerText } = inReplyTo;
  return {
    draft: {
      ...draft,
      text: mentionsFor(inReplyTo, me.acct) + text,
      spoilerText,
      hasWarning: spoilerText !== "",
      visibility: narrower(privacy, inReplyTo.visibility),
    },
    media: [],
    about: inReplyTo.id,
  };
}
