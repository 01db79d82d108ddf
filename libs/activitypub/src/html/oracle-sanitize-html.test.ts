// sanitize-html, written by others on a full parser, finds nothing to remove from our output, and the same text in it.
import fc from "fast-check";
import sanitize from "sanitize-html";
import { expect, it } from "vitest";
import { sanitizeHtml } from "../index.ts";

const options = {
  allowedTags: "p br span a del s pre blockquote code b strong u i em ul ol li ruby rt rp".split(" "),
  allowedAttributes: {
    a: ["href", "class", "translate", "rel", "target"],
    span: ["class", "translate"],
    p: ["class"],
    ol: ["start", "reversed"],
    li: ["value"],
  },
  allowedSchemes: "http https dat dweb ipfs ipns ssb gopher xmpp magnet gemini".split(" "),
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
};

// It spells line breaks, quotes and empty attributes its own way.
const respelt = (html: string): string =>
  html
    .replaceAll("<br />", "<br>")
    .replaceAll('reversed=""', "reversed")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
const ours = (html: string): string => html.replaceAll('"', "&quot;");

const word = fc
  .stringMatching(/^[a-z &<>"']{1,8}$/)
  .map((text) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`));
const { tree } = fc.letrec<{ tree: string }>((tie) => {
  const inside = fc.array(tie("tree"), { maxLength: 3 }).map((parts) => parts.join(""));
  const wrap = (open: string, close: string) => inside.map((html) => `${open}${html}${close}`);
  return {
    tree: fc.oneof(
      { maxDepth: 4 },
      word,
      wrap("<p class='quote-inline x'>", "</p>"),
      wrap("<b onclick=x>", "</b>"),
      wrap("<em>", "</em>"),
      wrap("<span class='mention x' style='x'>", "</span>"),
      wrap("<a href='https://a.example/?x=1&amp;y=2'>", "</a>"),
      wrap("<a href='javascript:x'>", "</a>"),
      wrap("<ul><li>", "</li><li>x</li></ul>"),
      wrap("<ol start=3 reversed><li value=2>", "</li></ol>"),
      wrap("<blockquote>", "</blockquote>"),
      wrap("<font>", "</font>"),
      wrap("<script>", "</script>"),
      fc.constant("<br>"),
      fc.constant("<img src=x onerror=x>"),
      fc.constant("<!-- x -->"),
    ),
  };
});

it("there is nothing left to remove", () => {
  fc.assert(
    fc.property(fc.oneof(tree, fc.string()), (html) => {
      const output = sanitizeHtml(html);
      expect(respelt(sanitize(output, options))).toBe(ours(output));
    }),
    { numRuns: 1000 },
  );
});

it("the same text is left", () => {
  // Without markup, what remains is the text that a reader sees.
  const bare = (html: string): string => sanitize(html, { allowedTags: [], allowedAttributes: {} });
  fc.assert(
    fc.property(tree, (html) => {
      expect(respelt(bare(sanitizeHtml(html)))).toBe(respelt(bare(html)));
    }),
    { numRuns: 1000 },
  );
});
