// Reads what people publish: Note, Question, Article, Page, Image, Audio, Video, Event (spec 03: Status Properties).
import type { JsonObject } from "../json.ts";
import type { ContentFields, ContentObject } from "../vocabulary/content.ts";
import type { Properties } from "../vocabulary/properties.ts";
import { CONTENT_TYPES, type ContentType } from "../vocabulary/type.ts";
import { type Kind, kindOf, kindsOf } from "./kind.ts";
import { languageOf } from "./language.ts";
import { readPoll } from "./poll.ts";
import { fieldsOf, STATUS } from "./properties.ts";
import { readQuote } from "./quote.ts";
import type { Reading } from "./reading.ts";

const read = /* @__PURE__ */ fieldsOf<ContentFields & Pick<Properties, "icon">>(
  "content",
  "attributedTo url language poll quote",
  STATUS,
);

/**
 * What people publish, of these types; of a Question, without its poll. Who wrote it, what it answers and whom it
 * addresses must be right or absent; what only decorates it (dates, links, tags, attachments) is left out where it is
 * wrong.
 */
export function contentsOf(types: readonly ContentType[]): Kind {
  return kindOf(types, readContent);
}

/** What people publish, of every type. */
export const contents: Kind = /* @__PURE__ */ kindsOf([
  /* @__PURE__ */ contentsOf(CONTENT_TYPES),
  /* @__PURE__ */ kindOf(["Question"], (record, reading, type) => ({
    ...readContent(record, reading, type),
    poll: readPoll(record, reading),
  })),
]);

function readContent(record: JsonObject, reading: Reading, type: ContentType): ContentObject {
  const content = read(record, reading, type);
  content.quote = readQuote(record, reading);
  content.image ??= content.icon ?? null;
  content.language = languageOf(record, content, reading.language);
  return content;
}
