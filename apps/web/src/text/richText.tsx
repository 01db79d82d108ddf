/**
 * HTML of other people as React nodes: parsed by the browser into a document where nothing runs, then rebuilt from an
 * allow-list (Mastodon: "HTML sanitization"). There is no innerHTML, so what is not named here cannot appear.
 */

import { createElement, Fragment, type ReactNode } from "react";
import type { CustomEmoji } from "../api/entities/account.ts";
import { emojify } from "./emojify.tsx";

const ELEMENTS = new Set(
  "p br span a del s pre blockquote code b strong u i em ul ol li ruby rt rp".split(" "),
);
/** Left out with all that is in them. */
const OPAQUE = new Set(
  "script style template noscript iframe object embed svg math textarea title xmp".split(" "),
);
const CLASSES = new Set("invisible ellipsis mention hashtag quote-inline".split(" "));
const SCHEMES = /^(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|xmpp|magnet|gemini):/i;
/** Deeper nesting is shown as its text. */
const DEPTH = 40;

/** Where a link leads inside of the app; undefined when it leads out. */
export type InternalLink = (href: string, text: string) => string | undefined;

export interface RichTextOptions {
  readonly emojis: readonly CustomEmoji[];
  readonly internal: InternalLink;
  /** Renders a link that stays in the app. */
  readonly link: (path: string, children: ReactNode, key: number) => ReactNode;
}

export function richText(html: string, options: RichTextOptions): ReactNode {
  if (html === "") return null;
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return children(body, options, 0);
}

function children(parent: Node, options: RichTextOptions, depth: number): ReactNode[] {
  return [...parent.childNodes].map((node, index) => nodeOf(node, options, depth, index));
}

function nodeOf(node: Node, options: RichTextOptions, depth: number, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return emojify(node.nodeValue ?? "", options.emojis);
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  if (OPAQUE.has(name) || node.namespaceURI !== "http://www.w3.org/1999/xhtml") return null;
  if (depth >= DEPTH) return node.textContent;
  const inner = name === "br" ? undefined : children(node, options, depth + 1);
  if (!ELEMENTS.has(name)) return createElement(Fragment, { key }, inner);
  if (name === "a") return linkOf(node, inner, options, key);
  return createElement(name, { key, ...attributes(node, name) }, inner);
}

function linkOf(node: Element, inner: ReactNode, options: RichTextOptions, key: number): ReactNode {
  const href = node.getAttribute("href")?.trim() ?? "";
  if (!SCHEMES.test(href)) return createElement("span", { key }, inner);
  const path = options.internal(href, node.textContent);
  if (path !== undefined) return options.link(path, inner, key);
  const safe = { href, rel: "nofollow noopener noreferrer", target: "_blank" };
  return createElement("a", { key, ...safe, ...attributes(node, "a") }, inner);
}

function attributes(node: Element, name: string): Record<string, string | number | boolean> {
  const kept: Record<string, string | number | boolean> = {};
  const classes = [...node.classList].filter((it) => CLASSES.has(it));
  if (classes.length > 0) kept["className"] = classes.join(" ");
  if (node.getAttribute("translate") === "no") kept["translate"] = "no";
  if (name === "ol") {
    const start = wholeNumber(node.getAttribute("start"));
    if (start !== undefined) kept["start"] = start;
    if (node.hasAttribute("reversed")) kept["reversed"] = true;
  }
  const value = name === "li" ? wholeNumber(node.getAttribute("value")) : undefined;
  if (value !== undefined) kept["value"] = value;
  return kept;
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
