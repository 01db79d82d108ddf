// Builds a status: a Note, or a Question when it has a poll (spec 03: Status Properties, Polls).
import type { JsonObject } from "../json.ts";
import type { CollectionRef, Source } from "../vocabulary/content.ts";
import type { LanguageMap } from "../vocabulary/parsed.ts";
import type { Poll } from "../vocabulary/poll.ts";
import { buildAttachment, type AttachmentInput } from "./attachment.ts";
import { withContext } from "./context.ts";
import { buildPolicy, type PolicyInput } from "./policy.ts";
import { pick, record, some } from "./record.ts";
import { buildTags, type TagsInput } from "./tag.ts";

/** A status to write. A parsed `ContentObject` of type Note or Question fits. Texts are HTML. */
export interface NoteInput {
  readonly id: string | null;
  readonly attributedTo: string | null;
  readonly content: string | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** ms since the Unix epoch, as all times. */
  readonly published?: number | null;
  readonly updated?: number | null;
  readonly url?: string | null;
  /** The answer of a poll vote; else unused for a Note. */
  readonly name?: string | null;
  /** The content warning. */
  readonly summary?: string | null;
  readonly sensitive?: boolean | null;
  readonly inReplyTo?: string | null;
  /** BCP 47; gives `contentMap` when that is absent. */
  readonly language?: string | null;
  readonly contentMap?: LanguageMap | null;
  readonly source?: Source | null;
  readonly tags?: TagsInput;
  readonly attachments?: readonly AttachmentInput[];
  readonly replies?: CollectionInput | null;
  readonly likes?: CollectionInput | null;
  readonly shares?: CollectionInput | null;
  readonly poll?: Poll | null;
  readonly quote?: string | null;
  readonly quoteAuthorization?: string | null;
  /** What others may do with it. Nothing said leaves it to their server. */
  readonly interactionPolicy?: PolicyInput | null;
  readonly conversation?: string | null;
  readonly context?: string | null;
}

/** What to tell about a collection of the status. Items go into an embedded first page, whose rest is at `next`. */
export interface CollectionInput extends Partial<CollectionRef> {
  readonly id: string | null;
  readonly next?: string | null;
}

/**
 * A Note, or a Question when there is a poll, with its `@context`.
 * @throws ActivityPubError `invalid-input`
 */
export function buildNote(note: NoteInput): JsonObject {
  const { poll } = note;
  return withContext({
    ...pick(
      {
        ...note,
        type: poll ? "Question" : "Note",
        contentMap: note.contentMap ?? languageMap(note),
        source: note.source && record({ ...note.source }),
        attachment: some(note.attachments?.map(buildAttachment)),
        tag: some(buildTags(note.tags ?? {})),
        replies: collection(note.replies),
        likes: collection(note.likes),
        shares: collection(note.shares),
        _misskey_quote: note.quote,
        quoteUri: note.quote,
        interactionPolicy: note.interactionPolicy && buildPolicy(note.interactionPolicy),
      },
      "id type attributedTo inReplyTo published updated url to cc name summary sensitive content contentMap source attachment tag replies likes shares conversation context quote _misskey_quote quoteUri quoteAuthorization interactionPolicy",
    ),
    ...(poll ? pollMembers(poll) : {}),
  });
}

function languageMap(note: NoteInput): LanguageMap | undefined {
  const { language, content } = note;
  return language === undefined || language === null || content === null
    ? undefined
    : { [language]: content };
}

function collection(ref: CollectionInput | null | undefined): JsonObject | null {
  if (!ref) return null;
  const items = some(ref.items);
  const page = record({ type: "CollectionPage", partOf: ref.id, next: ref.next, items });
  return record({
    id: ref.id,
    type: "Collection",
    totalItems: ref.totalItems,
    first:
      items === undefined && (ref.next ?? null) === null ? ref.first : record({ id: ref.first, ...page }),
  });
}

function pollMembers(poll: Poll): JsonObject {
  const options = poll.options.map((option) =>
    record({
      type: "Note",
      name: option.name,
      replies: option.votes === null ? null : { type: "Collection", totalItems: option.votes },
    }),
  );
  return record(
    {
      [poll.multiple ? "anyOf" : "oneOf"]: options,
      endTime: poll.endTime,
      closed: poll.closedAt ?? (poll.closed ? true : null),
      votersCount: poll.votersCount,
    },
    "$.poll",
  );
}
