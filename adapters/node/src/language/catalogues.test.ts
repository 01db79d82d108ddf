import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { english } from "./english.ts";
import { italian } from "./italian.ts";
import { languageFor } from "./language.ts";

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([it]) => it).toSorted();

it("have the same messages, with the same filled in", () => {
  expect(Object.keys(italian)).toEqual(Object.keys(english));
  for (const [id, text] of Object.entries(english)) {
    const translated = new Map(Object.entries(italian)).get(id) ?? "";
    expect(translated.trim(), id).not.toBe("");
    expect(placeholders(translated), id).toEqual(placeholders(text));
  }
  expect(placeholders(english["consent.asks"])).toEqual(["{account}", "{application}"]);
});

it.each([
  ["en-US", "en", "ltr"],
  ["IT", "it", "ltr"],
  ["it-CH", "it", "ltr"],
  ["ar-XB", "ar-XB", "rtl"],
])("%s is read in %s, %s", (tag, expected, direction) => {
  expect(languageFor(tag)).toMatchObject({ tag: expected, direction });
});

it.each(["", "de", "i", "italiano", "*"])("there is none for %j", (tag) => {
  expect(languageFor(tag)).toBeUndefined();
});

const PAGES = new URL("../pages/", import.meta.url);
const pages = readdirSync(PAGES).filter((name) => !name.includes(".test"));

describe("the catalogues have all that there is to read on the pages", () => {
  it("in every one of them", () => {
    expect(pages.length).toBeGreaterThan(15);
    expect(wordsIn("signIn.ts", 'html`<p title="Sign in">${a}</p>`')).toEqual(['title="Sign in"']);
    expect(wordsIn("signIn.ts", "html`<p class='x'>Sign ${a}</p>`")).toEqual(["Sign"]);
    expect(wordsIn("signIn.ts", 'html`<p>${a ? "Sign in" : "off"}</p>`')).toEqual(["Sign in"]);
  });

  it.each(pages)("%s", (name) => {
    expect(wordsIn(name, readFileSync(new URL(name, PAGES), "utf8"))).toEqual([]);
  });
});

/** What stands in templates and is for people to read, and texts that look as if they were. */
function wordsIn(name: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "html") {
      found.push(...readable(markupOf(node.template)));
    }
    if (
      ts.isStringLiteral(node) &&
      !Object.hasOwn(english, node.text) &&
      /^\p{Lu}|\p{L}\s/u.test(node.text)
    ) {
      found.push(node.text);
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true));
  return found;
}

/** With nothing where something is filled in. */
function markupOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join("\u0000");
}

function readable(markup: string): string[] {
  const attributes = [
    ...markup.matchAll(/\b(?:aria-label|title|alt|placeholder|data-\w+)="[^"]*\p{Lu}[^"]*"/gu),
  ];
  const texts = markup.replaceAll(/<[^>]*>/g, "\n").split("\n");
  return [...attributes.map(([it]) => it), ...texts.map((it) => it.replaceAll("\u0000", "").trim())].filter(
    (it) => /\p{L}/u.test(it),
  );
}
