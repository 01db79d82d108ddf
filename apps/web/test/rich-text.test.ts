// Other people's HTML in a real browser: what the app makes of it executes nothing, and DOMPurify finds nothing to take out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import fc from "fast-check";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, hasChromium } from "./support/browser.ts";

const { cases } = JSON.parse(
  readFileSync(new URL("../../../vectors/html/sanitize.json", import.meta.url), "utf8"),
) as { cases: { html: string }[] };

/** Shows HTML as the app does, clicks on all of it, and asks DOMPurify what it would have taken out. */
const PROGRAM = `
  import { createRoot } from "react-dom/client";
  import { flushSync } from "react-dom";
  import { createElement } from "react";
  import { richText } from "./richText.tsx";
  const box = document.body.appendChild(document.createElement("div"));
  const root = createRoot(box);
  const link = (path, children, key) => createElement("a", { key, href: path }, children);
  globalThis.show = (html) => {
    flushSync(() => root.render(richText(html, { emojis: [], internal: () => undefined, link })));
    for (const element of box.querySelectorAll("*"))
      for (const type of ["mouseover", "focus", "load", "error", "toggle"]) element.dispatchEvent(new Event(type));
    const shown = box.innerHTML;
    DOMPurify.sanitize(shown, {
      ALLOWED_TAGS: "p br span a del s pre blockquote code b strong u i em ul ol li ruby rt rp".split(" "),
      ALLOWED_ATTR: ["href", "class", "translate", "rel", "target", "start", "reversed", "value"],
      ADD_URI_SAFE_ATTR: ["class", "translate", "rel", "target", "start", "reversed", "value"],
      ALLOWED_URI_REGEXP: /^(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|xmpp|magnet|gemini):/i,
    });
    const removed = DOMPurify.removed
      .map(({ element, attribute }) => attribute?.name ?? element?.nodeName)
      .filter((name) => name !== "BODY" && !(shown === "" && name === "#comment"));
    return { shown, removed, executed: globalThis.executed };
  };
`;

interface Shown {
  readonly shown: string;
  readonly removed: readonly string[];
  readonly executed: number;
}

const names =
  "p a b script img svg math style iframe form input table td select template object em ul li pre".split(" ");
const attribute = fc.constantFrom(
  "onclick=x()", "onerror=x()", "src=x", 'href="javascript:x()"', 'href=" https://a.example/"', 'href="//b.example"',
  "style=color:red", "class='mention evil'", "id=root", "xlink:href=javascript:x()", 'translate="no"', "start=3",
  "formaction=javascript:x()", "srcdoc='<script>x()</script>'",
); // prettier-ignore
const piece = fc.oneof(
  fc.tuple(fc.constantFrom(...names), fc.array(attribute, { maxLength: 3 })).map(([name, all]) => `<${name} ${all.join(" ")}>`),
  fc.constantFrom(...names).map((name) => `</${name}>`),
  fc.constantFrom("<!--", "-->", "<![CDATA[", "]]>", "&lt;script&gt;x()&lt;/script&gt;", "text", "\u0000", "<", "'\">"),
); // prettier-ignore

describe.skipIf(!hasChromium)("rich text", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: { contents: PROGRAM, resolveDir: join(import.meta.dirname, "../src/text"), loader: "js" },
      bundle: true,
      write: false,
      jsx: "automatic",
      define: { "process.env.NODE_ENV": '"production"' },
    });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
    page = await browser.newPage();
    await page.route("**", (route) => route.abort());
    await page.setContent("<!doctype html><title>t</title><body></body>");
    await page.evaluate(
      "globalThis.executed = 0; globalThis.alert = globalThis.x = globalThis.a = () => { executed++; }",
    );
    await page.addScriptTag({
      path: join(dirname(createRequire(import.meta.url).resolve("dompurify")), "purify.min.js"),
    });
    await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
    page.on("dialog", (dialog) => void dialog.dismiss());
  });
  afterAll(async () => browser.close());

  const show = (pieces: readonly string[]): Promise<Shown[]> =>
    page.evaluate<Shown[]>(`${JSON.stringify(pieces)}.map((html) => show(html))`);

  async function isSafe(pieces: readonly string[]): Promise<void> {
    for (const { removed, executed, shown } of await show(pieces)) {
      expect(executed, shown).toBe(0);
      expect(removed, shown).toEqual([]);
    }
  }

  it("keeps what posts are made of, and sends links out safely", async () => {
    const html = `<p>Hi <a href="https://a.example/x" class="mention u-url" onclick="x()">@<span>a</span></a><br>
<strong>b</strong> <em>i</em></p><ol start="3" reversed><li value="7">l</li></ol><h1>Title</h1><a href="javascript:x()">bad</a>`;
    const [it] = await show([html]);
    expect(it?.shown).toBe(
      `<p>Hi <a href="https://a.example/x" rel="nofollow noopener noreferrer" target="_blank" class="mention">@<span>a</span></a><br>\n` +
        `<strong>b</strong> <em>i</em></p><ol start="3" reversed=""><li value="7">l</li></ol>Title<span>bad</span>`,
    );
  });

  it("would be found out: DOMPurify takes a script out of what is not rebuilt", async () => {
    const found =
      "DOMPurify.sanitize('<b onclick=x()>x</b>', { ALLOWED_ATTR: [] }), DOMPurify.removed.length";
    expect(await page.evaluate<number>(found)).toBeGreaterThan(0);
  });

  it("is safe of every attack in the vectors", async () => {
    expect(cases.length).toBeGreaterThan(100);
    await isSafe(cases.map(({ html }) => html));
  });

  it("is safe of whatever else is thrown at it, however deep", async () => {
    const html = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(""));
    await fc.assert(fc.asyncProperty(fc.array(html, { minLength: 20, maxLength: 40 }), isSafe), {
      numRuns: 25,
    });
    await isSafe([
      "<b>".repeat(5_000) + "deep",
      "<blockquote>".repeat(300) + "<a href=javascript:x()>deep</a>",
    ]);
  });
});
