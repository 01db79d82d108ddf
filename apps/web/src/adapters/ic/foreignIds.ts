/**
 * Ids of other homes. Every home numbers what it knows by itself, so the post that bob's home calls 123 is `bob.123`
 * outside of it; what has no name in front is the own home's. (decisions/027)
 */

export interface ForeignId {
  /** Whose home it is. */
  readonly handle: string;
  /** What that home calls it. */
  readonly id: string;
}

const FOREIGN = /^([a-z0-9_]{1,30})\.(\d{1,20})$/;
const NUMBERED: ReadonlySet<string> = new Set([
  "id",
  "in_reply_to_id",
  "in_reply_to_account_id",
  "quoted_status_id",
]);
/** Numbered by nobody whom the app would ask. */
const APART: ReadonlySet<string> = new Set(["media_attachments", "application", "tags", "emojis"]);

export function readForeignId(text: unknown): ForeignId | undefined {
  const [, handle, id] = (typeof text === "string" ? FOREIGN.exec(text) : null) ?? [];
  return handle === undefined || id === undefined ? undefined : { handle, id };
}

/** The first segment of a path that is the id of another home, with the path as that home knows it. */
export function foreignPath(path: string): (ForeignId & { readonly path: string }) | undefined {
  const segments = path.split("/");
  const at = segments.findIndex((segment) => readForeignId(segment) !== undefined);
  const found = readForeignId(segments[at]);
  return found && { ...found, path: segments.with(at, found.id).join("/") };
}

/**
 * What a home answered, with its ids named after it.
 * @param noted told of every post and person with a URI
 */
export function namedAfter(
  handle: string,
  body: unknown,
  noted: (id: string, uri: string) => void = () => undefined,
): unknown {
  return rewritten(body, (id) => (/^\d+$/.test(id) ? `${handle}.${id}` : id), noted);
}

/** The same answer, with one id in place of another. */
export function renamed(body: unknown, from: string, to: string): unknown {
  return rewritten(
    body,
    (id) => (id === from ? to : id),
    () => undefined,
  );
}

/** A JSON value of another home is as deep as the API makes it: a boost of a quote, and what these hold. */
function rewritten(
  value: unknown,
  nameOf: (id: string) => string,
  noted: (id: string, uri: string) => void,
): unknown {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, nameOf, noted));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, field]) => {
    if (NUMBERED.has(key) && typeof field === "string") return [key, nameOf(field)] as const;
    return [key, APART.has(key) ? field : rewritten(field, nameOf, noted)] as const;
  });
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  if (typeof copy["id"] === "string" && typeof copy["uri"] === "string") noted(copy["id"], copy["uri"]);
  return copy;
}
