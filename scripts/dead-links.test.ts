import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deadLinks } from "./dead-links.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mastic-links-"));
  mkdirSync(join(folder, "pages"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

test("links to what is there, here or on the Web, are alive", () => {
  write("a b.png", "");
  write("index.html", '<a href="pages/one.html#part">1</a> <img src="a%20b.png"> <a href="#here">2</a>');
  write(
    "pages/one.html",
    '<a href="../index.html?x">1</a><a href="../">2</a><a href="https://a.example/b">3</a><a href="mailto:a@b">4</a>',
  );
  expect(deadLinks(folder)).toEqual([]);
});

test("links to what is not there are told with their page, once", () => {
  write("index.html", '<a href="media/ic">1</a><a href="pages">2</a><a href="media/ic">3</a>');
  write("pages/copied.md", "See [this](../decisions/README.md), [that](https://a.example).");
  expect(deadLinks(folder).toSorted()).toEqual([
    "index.html: media/ic",
    "index.html: pages",
    "pages/copied.md: ../decisions/README.md",
  ]);
});
