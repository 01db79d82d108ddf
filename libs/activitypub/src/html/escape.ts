// Escapes text for HTML, so that no character of it can start a tag, a reference or an attribute.

// All but what HTML allows: no controls but these, no halves of surrogate pairs, no noncharacters.
const UNWANTED = /[^\t\n\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]/gu;
// Most text is plain; this test of it costs less than the search for what is unwanted.
const PLAIN = /^[\t\n\r -~]*$/;
// Looking for one that has to change costs less than matching all that need not.
const HARMFUL = /[^\t\n\r !#-%(-;=?-~]/;
const ESCAPED = /^[\t\n\r !#-%(-;=?-~]*(?:&(?:amp|lt|gt|quot|#39);[\t\n\r !#-%(-;=?-~]*)*$/;
const SPECIAL = /[&<>"']/g;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The text without characters that HTML forbids. */
export function stripControls(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNWANTED, "");
}

/** True for HTML of ASCII and no tags that is written as `escapeHtml` writes it: decoded and escaped, it is the same. */
export function isEscaped(html: string): boolean {
  return !HARMFUL.test(html) || ESCAPED.test(html);
}

/** The text as HTML, fit for content and for quoted attributes. */
export function escapeHtml(text: string): string {
  if (!HARMFUL.test(text)) return text;
  return stripControls(text).replace(SPECIAL, (character) => ESCAPES[character] ?? "");
}
