// HTML to plain text: vectors, and that no input breaks it.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlToText, sanitizeHtml } from "../index.ts";

const { cases } = JSON.parse(
  readFileSync(new URL("../../../../vectors/html/text.json", import.meta.url), "utf8"),
) as { cases: { name: string; html: string; expected: string }[] };

describe("htmlToText", () => {
  it.each(cases)("$name", ({ html, expected }) => expect(htmlToText(html)).toBe(expected));

  it("gives words and their order back from any plain text", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z<>&"']+$/)), (words) => {
        const escaped = words
          .map((word) => word.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`))
          .join(" ");
        expect(htmlToText(escaped)).toBe(words.join(" "));
        expect(htmlToText(sanitizeHtml(`<p>${escaped}</p>`))).toBe(words.join(" "));
      }),
    );
  });
});
