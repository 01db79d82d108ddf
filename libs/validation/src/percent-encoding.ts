/** Percent-encoding of the parts of a URL (WHATWG URL, "percent-encoded bytes"; RFC 3986 section 2.1). */

/** Encodes what the part may not hold as it stands; what is encoded already stays. Text must be well-formed. */
export function percentEncode(text: string, part: "path" | "query" | "fragment"): string {
  if (/^[\w\-./=&]*$/.test(text)) return text;
  return text.replace(forbidden[part], (character) =>
    character.charCodeAt(0) > 0x7f ? encodeURIComponent(character) : `%${hex(character.charCodeAt(0))}`,
  );
}

const forbidden = {
  path: /[^!$-;=@-\]_a-z|~]/gu,
  query: /[^!$-&(-;=?-~]/gu,
  fragment: /[^!#-;=?-_a-~]/gu,
};

function hex(unit: number): string {
  return unit.toString(16).toUpperCase().padStart(2, "0");
}
