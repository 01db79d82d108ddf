// Plain text to HTML as Mastodon formats it: vectors, and that it says the same and cannot execute.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlToText, sanitizeHtml, textToHtml, type TextToHtmlOptions } from "../index.ts";
import { defects } from "./inert.test-support.ts";

const { cases, accounts } = JSON.parse(
  readFileSync(new URL("../../../../vectors/html/format.json", import.meta.url), "utf8"),
) as { cases: { name: string; text: string; expected: string }[]; accounts: Record<string, string> };

const options: TextToHtmlOptions = {
  mention: ({ acct }) => (accounts[acct] === undefined ? null : { href: accounts[acct] }),
  hashtag: (tag) => `https://mastic.example/tags/${encodeURIComponent(tag)}`,
};

describe("textToHtml", () => {
  it.each(cases)("$name", ({ text, expected }) => expect(textToHtml(text, options)).toBe(expected));

  it("takes profile fields on one line, with rel=me", () => {
    const html = textToHtml("a\nhttps://alice.example", { multiline: false, relMe: true });
    expect(html).toMatch(
      /^a\n<a href="https:\/\/alice.example\/?" target="_blank" rel="me nofollow noopener noreferrer"/,
    );
  });

  it("leaves what leads nowhere on the web as text", () => {
    expect(textToHtml("#a", { hashtag: () => "javascript:alert(1)" })).toBe("<p>#a</p>");
    expect(textToHtml("@a", { mention: () => ({ href: "data:text/html,x" }) })).toBe("<p>@a</p>");
  });

  it("says what the text said, in HTML that sanitising accepts", () => {
    const pieces = fc.constantFrom(
      ..."@alice @nobody@nowhere.example #Cats https://example.com/a?b=1&c https://www.example.com/a/very/long/path/that/is/cut <b> & \" ' word é 漢".split(" "), "\n", "\n\n", " ",
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 20 }), (parts) => {
        const text = parts.join(" ");
        const html = textToHtml(text, options);
        const words = (value: string): string[] => value.split(/[ \t\n\r]+/).filter((word) => word !== "");
        expect(words(htmlToText(html))).toEqual(words(text.replace(/\r/g, "\n")));
        expect(htmlToText(sanitizeHtml(html))).toBe(htmlToText(html));
        expect(defects(sanitizeHtml(html))).toEqual([]);
      }),
    );
  });
});
