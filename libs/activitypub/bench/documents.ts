// How fast documents are read and written and HTML is sanitised, against what comes with the language or is in wide use.

import sanitizeHtmlPackage from "sanitize-html";
import { compare, type BenchResult } from "../../../scripts/bench-result.ts";
import { parse, sanitizeHtml, serialize } from "../src/index.ts";
import { createNote } from "./create-note.ts";
import { postHtml } from "./post-html.ts";

// The same rules, as far as sanitize-html has them.
const LIKE_OURS = {
  allowedTags: "p br span a del s pre blockquote code b strong u i em ul ol li ruby rt rp".split(" "),
  allowedAttributes: {
    a: ["href", "class", "translate", "rel", "target"],
    span: ["class", "translate"],
    p: ["class"],
    ol: ["start", "reversed"],
    li: ["value"],
  },
  allowedSchemes: "http https dat dweb ipfs ipns ssb gopher xmpp magnet gemini".split(" "),
};

/** Measures for about `milliseconds` a round. */
export async function benchDocuments(milliseconds = 150): Promise<BenchResult[]> {
  const text = JSON.stringify(createNote);
  const read = parse(text);
  // A busy machine takes long to compile what runs often; that is not what is measured.
  for (let run = 0; run < 50_000; run++) parse(text);
  for (let run = 0; run < 5_000; run++) sanitizeHtml(postHtml);
  return [
    await compare("parse Create(Note) of 3 kB", () => parse(text), "JSON.parse of it", () => JSON.parse(text) as unknown, milliseconds),
    await compare("serialise Create(Note) of 3 kB", () => JSON.stringify(serialize(read)), "JSON.stringify of it", () => JSON.stringify(createNote), milliseconds),
    await compare("sanitise 2 kB of HTML", () => sanitizeHtml(postHtml), "sanitize-html", () => sanitizeHtmlPackage(postHtml, LIKE_OURS), milliseconds),
    ...(await growth(milliseconds)),
  ];
} // prettier-ignore

/** What one run of a size takes, against a tenth of the rate at a tenth of the size: 1 is linear, 0.9 the least allowed. */
async function growth(milliseconds: number): Promise<BenchResult[]> {
  const inputs: readonly (readonly [string, (size: number) => () => unknown])[] = [
    ["parse a Note with tags", (size) => parsing({ type: "Note", tag: repeated({ type: "Mention", href: "https://peer.example/users/bob", name: "@bob" }, size / 4) })],
    ["parse a Note to many", (size) => parsing({ type: "Note", to: Array.from({ length: size }, (_, index) => `https://peer.example/users/${index}`) })],
    ["parse a collection", (size) => parsing({ type: "Collection", items: repeated({ type: "Note", content: "x" }, size) })],
    ["parse unknown names", (size) => parsing({ type: "Note", x: repeated({ "x:a": 1, "x:b": 2 }, size) })],
    ["sanitise posts", (size) => sanitising(postHtml, size / 20)],
    ["sanitise open tags", (size) => sanitising("<b>", size * 4)],
    ["sanitise unfinished comments", (size) => sanitising("<!-", size * 4)],
    ["sanitise references", (size) => sanitising("&amp", size * 4)],
    ["sanitise list items", (size) => sanitising("<ul><li>", size * 4)],
    ["sanitise blanks in a link", (size) => sanitising(" ", size * 4, '<a href="https://peer.example/', 'x">')],
  ]; // prettier-ignore
  const rows: BenchResult[] = [];
  for (const [name, make] of inputs) {
    const large = make(2_000);
    const small = make(200);
    const ten = (): void => {
      for (let run = 0; run < 10; run++) small();
    };
    rows.push(await compare(`${name}, ten times as large`, large, "ten small ones", ten, milliseconds));
  }
  return rows;
}

function repeated(entry: object, count: number): readonly object[] {
  return Array.from({ length: count }, () => entry);
}

function parsing(document: object): () => unknown {
  const text = JSON.stringify(document);
  return () => parse(text);
}

function sanitising(unit: string, count: number, before = "", after = ""): () => unknown {
  const html = before + unit.repeat(count) + after;
  return () => sanitizeHtml(html);
}
