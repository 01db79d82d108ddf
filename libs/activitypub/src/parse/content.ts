// Reads what people publish: Note, Question, Article, Page, Image, Audio, Video, Event (spec 03: Status Properties).
import type { JsonObject } from "../json.ts";
import type { ContentFields } from "../vocabulary/content.ts";
import type { Properties } from "../vocabulary/properties.ts";
import { CONTENT_TYPES, type ContentType } from "../vocabulary/type.ts";
import { type Kind, kindOf } from "./kind.ts";
import { languageOf } from "./language.ts";
import { readPoll } from "./poll.ts";
import { readProperties, type Writable } from "./properties.ts";
import { readQuote } from "./quote.ts";

const NONE: readonly never[] = [];
const NO_TAGS = { mentions: NONE, hashtags: NONE, emojis: NONE };

/**
 * What people publish. Who wrote it, what it answers and whom it addresses must be right or absent; what only
 * decorates it (dates, links, tags, attachments) is left out where it is wrong.
 */
export const contents: Kind = /* @__PURE__ */ kindOf(CONTENT_TYPES, (type, raw, record, reading) => {
  const content: Writable<ContentFields> & Pick<Properties, "icon"> = readProperties(
    record,
    empty(type, raw),
    reading,
  );
  content.image ??= content.icon ?? null;
  content.language = languageOf(record, content, reading.language);
  content.quote = readQuote(record, reading);
  if (type === "Question") content.poll = readPoll(record, reading);
  return content;
});

function empty(type: ContentType, raw: JsonObject): ContentFields {
  return {
    kind: "content",
    type,
    id: null,
    attributedTo: null,
    authors: NONE,
    name: null,
    nameMap: null,
    content: null,
    contentMap: null,
    summary: null,
    summaryMap: null,
    source: null,
    mediaType: null,
    language: null,
    sensitive: null,
    inReplyTo: null,
    published: null,
    updated: null,
    url: null,
    links: NONE,
    to: NONE,
    cc: NONE,
    bto: NONE,
    bcc: NONE,
    audience: NONE,
    tags: NO_TAGS,
    attachments: NONE,
    image: null,
    replies: null,
    likes: null,
    shares: null,
    poll: null,
    quote: null,
    quoteAuthorization: null,
    conversation: null,
    context: null,
    raw,
  };
}
