/** The few files that pages and apps need: the style sheet, the pictures of whom has none, and the node's domain. */

import type { HttpResponse, Instance } from "@mastic/core";

/** Put in by the build (`build/program.ts`): the style sheet as it is, pictures in base64. */
declare const ASSETS: {
  readonly "pages.css": string;
  readonly "avatar.png": string;
  readonly "header.png": string;
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const picture = (base64: string) => ({ type: "image/png", bytes: () => decodeBase64(base64) });

const files: Readonly<
  Record<string, { readonly type: string; readonly bytes: (instance: Instance) => Uint8Array }>
> = {
  "/assets/pages.css": { type: "text/css; charset=utf-8", bytes: () => utf8(ASSETS["pages.css"]) },
  "/avatar.png": picture(ASSETS["avatar.png"]),
  "/header.png": picture(ASSETS["header.png"]),
  // Which domains the boundary nodes serve this canister under (docs.internetcomputer.org: Custom domains).
  "/.well-known/ic-domains": { type: "text/plain; charset=utf-8", bytes: ({ host }) => utf8(`${host}\n`) },
};

export const isAsset = (path: string): boolean => Object.hasOwn(files, path);

/** @returns `undefined` when the path is none of them */
export function answerAsset(instance: Instance, path: string): HttpResponse | undefined {
  const file = isAsset(path) ? files[path] : undefined;
  if (file === undefined) return undefined;
  const headers = {
    "content-type": file.type,
    "cache-control": "public, max-age=3600",
    "x-content-type-options": "nosniff",
  };
  return { status: 200, headers, body: file.bytes(instance) };
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** What the build has written (RFC 4648, section 4): read when it is asked for, as the engine is slow at this. */
function decodeBase64(text: string): Uint8Array {
  const values = new Uint8Array(128);
  for (let i = 0; i < ALPHABET.length; i += 1) values[ALPHABET.charCodeAt(i)] = i;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const value = (at: number): number => values[text.charCodeAt(at)] ?? 0;
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    const group = (value(from) << 18) | (value(from + 1) << 12) | (value(from + 2) << 6) | value(from + 3);
    bytes.set([group >> 16, (group >> 8) & 255, group & 255].slice(0, bytes.length - to), to);
  }
  return bytes;
}
