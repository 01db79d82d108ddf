// Sanitising by Mastodon's rules: vectors, attacks, and what holds for any input.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sanitizeHtml } from "../index.ts";
import { hostile } from "./hostile.test-support.ts";
import { defects } from "./inert.test-support.ts";

const { cases } = JSON.parse(
  readFileSync(new URL("../../../../vectors/html/sanitize.json", import.meta.url), "utf8"),
) as { cases: { name: string; html: string; expected: string }[] };

describe("sanitizeHtml", () => {
  it.each(cases)("$name", ({ html, expected }) => {
    expect(sanitizeHtml(html)).toBe(expected);
    expect(sanitizeHtml(expected)).toBe(expected);
    expect(defects(expected)).toEqual([]);
  });
});

describe("the second opinion that these tests rely on", () => {
  it.each([
    "<script>x</script>",
    "<p onclick=x>a</p>",
    '<p class="x">a</p>',
    '<a href="javascript:x" rel="nofollow noopener noreferrer" target="_blank">a</a>',
    '<a href="https://a.example">a</a>',
    "<b>a",
    "a</b>",
    "<b><i>a</b></i>",
    "<p><p>a</p></p>",
    "<!-- a -->",
    "a & b",
    "a > b",
    "<BR>",
  ])("finds fault with %s", (html) => expect(defects(html)).not.toEqual([]));
});

describe("whatever the input", () => {
  it("the output is balanced, allow-listed and escaped", () => {
    fc.assert(
      fc.property(hostile, (html) => {
        expect(defects(sanitizeHtml(html))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it("a second run changes nothing", () => {
    fc.assert(
      fc.property(hostile, (html) => {
        const once = sanitizeHtml(html);
        expect(sanitizeHtml(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it("bounds of length and depth hold, with all of it still in order", () => {
    fc.assert(
      fc.property(hostile, fc.nat(120), fc.nat(6), (html, maxLength, maxDepth) => {
        const once = sanitizeHtml(html, { maxLength, maxDepth });
        expect(once.length).toBeLessThanOrEqual(maxLength);
        expect(defects(once)).toEqual([]);
        expect(sanitizeHtml(once, { maxLength, maxDepth })).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it("deep nesting ends at the bound, and its text stays", () => {
    const html = sanitizeHtml(`${"<b>".repeat(50_000)}x`);
    expect(html).toBe(`${"<b>".repeat(64)}x${"</b>".repeat(64)}`);
  });

  const units = ["<", "<a ", "<div>x", "<b><p>", "</b>", "<!--", "<![CDATA[", "<a href='", "&", "&#", "<li>", "<a><svg>", "--", "<!-", "x<br>", "<p>", "<script></"];
  const inHref = [" ", "&#32;", "\t", " x", "&amp;", "%", "é "].map((unit) => ['<a href="https://x/', unit, 'x">'] as const);
  const inClass = [" ", "p-x ", "&#32;", "x"].map((unit) => ['<p class="p-x', unit, 'x">'] as const);
  it.each([...units.map((unit) => ["", unit, ""] as const), ...inHref, ...inClass, ['<ol start="1', " ", 'x">'] as const])(
    "time grows with the length for %s%s%s",
    (before, unit, after) => {
      const time = (count: number, runs: number): number => {
        const html = before + unit.repeat(count) + after;
        const start = performance.now();
        for (let run = 0; run < runs; run++) sanitizeHtml(html);
        return performance.now() - start;
      };
      time(2_000, 5);
      // Both do the same work when it is linear, and take as long on a busy machine; quadratic work makes it fifty to one.
      const ratios = Array.from({ length: 5 }, () => time(100_000, 1) / Math.max(time(2_000, 50), 5));
      expect(Math.min(...ratios)).toBeLessThan(12);
    },
  );
}); // prettier-ignore
