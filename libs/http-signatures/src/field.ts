// Fields of a message as plain records, and their values as both sides sign them (RFC 9110 section 5.2, RFC 9421 section 2.1).

/** By lower-case name: one value, or the lines of a field that came in several. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/**
 * The lines of a field, each without surrounding white space and with obsolete line folding undone; undefined when
 * the message does not have it.
 */
export function fieldLines(fields: Fields, name: string): readonly string[] | undefined {
  // Names come from the peer: `constructor` must not find what the record inherits.
  if (!Object.hasOwn(fields, name)) return undefined;
  const value = fields[name];
  return typeof value === "string" ? [cleanLine(value)] : value?.map(cleanLine);
}

/** The value of a field, its lines joined with `, `; undefined when the message does not have it. */
export function fieldValue(fields: Fields, name: string): string | undefined {
  if (!Object.hasOwn(fields, name)) return undefined;
  const value = fields[name];
  return typeof value === "string" ? cleanLine(value) : value?.map(cleanLine).join(", ");
}

function cleanLine(line: string): string {
  return trimSpace(line.includes("\n") ? unfold(line) : line);
}

/** RFC 9112 section 5.2: a line break followed by white space is a space; any other stays, to be refused. */
function unfold(text: string): string {
  const lines = text.split("\n");
  return lines.every((line, index) => index === 0 || isSpace(line.charCodeAt(0)))
    ? lines.map((line) => trimSpace(line.endsWith("\r") ? line.slice(0, -1) : line)).join(" ")
    : text;
}

/** Without spaces and tabs at both ends. What `trim` also takes away, a signature may cover. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return end - start === text.length ? text : text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}
