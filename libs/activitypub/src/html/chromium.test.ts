// In a real browser nothing of sanitised HTML executes, it parses to what was written, and DOMPurify finds nothing to
// take out of it.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type DOMPurify from "dompurify";
import fc from "fast-check";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sanitizeHtml } from "../index.ts";
import { hostile } from "./hostile.test-support.ts";

const BROWSER = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const { cases } = JSON.parse(
  readFileSync(new URL("../../../../vectors/html/sanitize.json", import.meta.url), "utf8"),
) as { cases: { html: string }[] };

/** What the browser made of one piece of sanitised HTML. */
interface Finding {
  readonly html: string;
  readonly reparsed: string;
  readonly removed: readonly string[];
  readonly purified: string;
}

/** Runs in the page: shows each piece, clicks and focuses what is in it, and asks DOMPurify. */
function inspect(pieces: readonly string[]): { executed: number; findings: Finding[] } {
  // The page's globals are not those of these tests.
  const page = globalThis as unknown as {
    DOMPurify: Pick<typeof DOMPurify, "sanitize"> & {
      removed: readonly { element?: { nodeName: string; textContent: string | null }; attribute?: { name: string } | null }[];
    };
    executed: number;
    document: { body: { innerHTML: string; querySelectorAll(all: string): Iterable<{ dispatchEvent(event: Event): void }> } };
  };
  const { body } = page.document;
  const findings = pieces.map((html) => {
    body.innerHTML = html;
    const reparsed = body.innerHTML;
    for (const element of body.querySelectorAll("*"))
      for (const type of ["mouseover", "focus", "load", "error", "toggle"]) element.dispatchEvent(new Event(type));
    const purified = page.DOMPurify.sanitize(html, {
      ALLOWED_TAGS: "p br span a del s pre blockquote code b strong u i em ul ol li ruby rt rp".split(" "),
      ALLOWED_ATTR: ["href", "class", "translate", "rel", "target", "start", "reversed", "value"],
      ADD_URI_SAFE_ATTR: ["class", "translate", "rel", "target", "start", "reversed", "value"],
      ALLOWED_URI_REGEXP: /^(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|xmpp|magnet|gemini):/i,
    });
    const removed = page.DOMPurify.removed.map(({ element, attribute }) =>
      element === undefined ? `attribute ${attribute?.name ?? ""}` : `${element.nodeName} ${element.textContent ?? ""}`,
    );
    return { html, reparsed, removed, purified };
  });
  return { executed: page.executed, findings };
} // prettier-ignore

describe.skipIf(!existsSync(BROWSER))(`sanitised HTML in ${BROWSER}`, () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox"] });
    page = await browser.newPage();
    await page.route("**", (route) => route.abort());
    await page.setContent("<!doctype html><title>t</title><body></body>");
    await page.addScriptTag({
      path: join(dirname(createRequire(import.meta.url).resolve("dompurify")), "purify.min.js"),
    });
    // Every attack of the vectors, and what the generator makes, calls alert or an unknown function.
    await page.evaluate(
      "globalThis.executed = 0; globalThis.alert = globalThis.x = globalThis.a = () => { executed++; }",
    );
    page.on("dialog", (dialog) => void dialog.dismiss());
  }, 60_000);
  afterAll(async () => browser.close());

  async function check(inputs: readonly string[]): Promise<void> {
    const outputs = inputs.map((html) => sanitizeHtml(html));
    const { executed, findings } = await page.evaluate(inspect, outputs);
    expect(executed).toBe(0);
    for (const { html, reparsed, removed, purified } of findings) {
      // DOMPurify takes out the body that it has made itself, and the comment that stands for no HTML.
      const taken = removed.filter(
        (name) => !name.startsWith("BODY ") && !(html === "" && name === "#comment "),
      );
      expect(taken, html).toEqual([]);
      // A browser writes quotes in text, empty attributes, carriage returns and a line break after <pre> its own way.
      expect(respelt(reparsed), html).toBe(respelt(html));
      expect(respelt(purified), html).toBe(respelt(html));
    }
  }

  it("executes what is not sanitised, so that these tests can fail", async () => {
    const { executed } = await page.evaluate(inspect, ["<b onmouseover=alert(1)>x</b>"]);
    expect(executed).toBe(1);
    await page.evaluate("executed = 0");
    const { findings } = await page.evaluate(inspect, ["<b onclick=x>x</b><script></script>"]);
    expect(findings[0]?.removed).not.toEqual([]);
  });

  it("of the vectors: OWASP's, DOMPurify's, mutations", async () => {
    await check(cases.map(({ html }) => html));
  });

  it("of any hostile input", { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(hostile, { minLength: 20, maxLength: 60 }), check), {
      numRuns: 40,
    });
  });
});

function respelt(html: string): string {
  return html
    .replace(/\r\n?/g, "\n")
    .replaceAll('reversed=""', "reversed")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("\u00a0", "&nbsp;")
    .replaceAll("<pre>\n", "<pre>");
}
