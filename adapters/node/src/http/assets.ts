/** The few files that pages need, read once. */

import { readFileSync } from "node:fs";
import type { Context } from "hono";

const types = {
  "pages.css": "text/css; charset=utf-8",
  "avatar.png": "image/png",
  "header.png": "image/png",
};

const loaded = new Map<string, Uint8Array<ArrayBuffer>>();

export function asset(c: Context, name: keyof typeof types): Response {
  const known = loaded.get(name);
  // The folder lies beside `src` and beside `dist`.
  const bytes = known ?? new Uint8Array(readFileSync(new URL(`../assets/${name}`, root())));
  loaded.set(name, bytes);
  return c.body(bytes, 200, {
    "content-type": types[name],
    "cache-control": "public, max-age=3600",
    "x-content-type-options": "nosniff",
  });
}

/** `…/src/` or `…/dist/`, wherever this module was bundled to. */
function root(): string {
  const at = import.meta.url;
  return at.includes("/src/")
    ? at.slice(0, at.lastIndexOf("/src/") + 5)
    : at.slice(0, at.lastIndexOf("/") + 1);
}
