/** The few files that pages need, read once. */

import { readFileSync } from "node:fs";
import type { Context } from "hono";
import { packageFolder } from "../packageFolder.ts";

const types = {
  "pages.css": "text/css; charset=utf-8",
  "handle.js": "text/javascript; charset=utf-8",
  "passkeys.js": "text/javascript; charset=utf-8",
  "avatar.png": "image/png",
  "header.png": "image/png",
};

const loaded = new Map<string, Uint8Array<ArrayBuffer>>();

export function asset(c: Context, name: keyof typeof types): Response {
  const known = loaded.get(name);
  const bytes = known ?? new Uint8Array(readFileSync(new URL(`assets/${name}`, packageFolder)));
  loaded.set(name, bytes);
  return c.body(bytes, 200, {
    "content-type": types[name],
    "cache-control": "public, max-age=3600",
    "x-content-type-options": "nosniff",
  });
}
