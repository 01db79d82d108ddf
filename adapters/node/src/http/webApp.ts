/** The built web app, as it lies in `dist/app`: what its build wrote, read once and kept compressed. */

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { z } from "zod";
import { packageFolder } from "../packageFolder.ts";

export interface AppFile {
  readonly type: string;
  /** RFC 9110 section 8.8.3: of the content before it is compressed, and so a weak one. */
  readonly etag: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Compressed when it is asked for first. */
  encoded(coding: "br" | "gzip"): Uint8Array<ArrayBuffer>;
}

/** Sources by directive (Content Security Policy Level 3). */
type Directives = Readonly<Record<string, string>>;

/** What the app's pages may load, as the app says it (apps/web/build/pagePolicy.ts). */
const policies = z.object({
  home: z.record(z.string(), z.string()),
  elsewhere: z.record(z.string(), z.string()),
});

export interface WebApp {
  /** The page of every address of the app. */
  readonly page: AppFile;
  /** What the page loads, by the name after `/app/`. */
  readonly files: ReadonlyMap<string, AppFile>;
  /** Keeps the app on people's devices. */
  readonly serviceWorker: AppFile;
  /** What the page may load, and what it may where people sign in to other servers. */
  readonly policies: { readonly home: Directives; readonly elsewhere: Directives };
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

/** @returns undefined where no app was built: the node then serves its own pages only */
export function readWebApp(folder: URL = new URL("dist/app/", packageFolder)): WebApp | undefined {
  const page = new URL("index.html", folder);
  if (!existsSync(page)) return undefined;
  const files = new URL("app/", folder);
  const names = readdirSync(files).filter((name) => extname(name) in types);
  return {
    page: readAppFile(page),
    files: new Map(names.map((name) => [name, readAppFile(new URL(name, files))])),
    serviceWorker: readAppFile(new URL("service-worker.js", folder)),
    policies: policies.parse(JSON.parse(readFileSync(new URL("page-policy.json", folder), "utf8"))),
  };
}

function readAppFile(url: URL): AppFile {
  const bytes = new Uint8Array(readFileSync(url));
  const known = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    type: types[extname(url.pathname)] ?? "application/octet-stream",
    etag: `W/"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
    bytes,
    encoded(coding) {
      const kept = known.get(coding) ?? new Uint8Array(coding === "br" ? brotli(bytes) : gzipSync(bytes));
      known.set(coding, kept);
      return kept;
    },
  };
}

/** Nearly as small as at the highest quality, in a tenth of the time. */
const BROTLI_QUALITY = 9;

function brotli(bytes: Uint8Array): Uint8Array {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
}
