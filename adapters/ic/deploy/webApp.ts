/** The built web app as the Federation gives it out: compressed, with its headers, and with the canisters' place in its page. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../build/canisters.ts";
import { z } from "zod";
import { appHashLine, appHashText } from "../src/federation/appHash.ts";
import type { AppFile } from "../src/candid/federation.did.ts";

/** What the page of the app says of the canisters (apps/web/src/adapters/ic/place.ts). */
export interface Place {
  /** The id of the Directory. */
  readonly directory: string;
  /** The origin of the network's HTTP interface; empty for that of the page. */
  readonly api: string;
  /** Internet Identity's page for applications; empty for that of the Internet Computer. */
  readonly identityProvider: string;
  /** Whether the network has a root key of its own. */
  readonly isLocal: boolean;
  /** The id of the governance canister; empty where moderators decide. */
  readonly governance: string;
}

export const webAppFolder = join(root, "../../apps/web");
/** The path of what is answered as the page of every address, and as that of those below which other servers are shown. */
const PAGE = "*";
const GUEST_PAGE = "/elsewhere/*";

/** Browsers ask other servers for what their posts show: an outcall for each file would be paid for (decisions/034). */
const THEIR_MEDIA = { "img-src": "* data: blob:", "media-src": "* blob:" };

type Directives = Readonly<Record<string, string>>;

/** What the pages may load, as the app says it (apps/web/build/pagePolicy.ts). */
const policies = z.object({
  home: z.record(z.string(), z.string()),
  elsewhere: z.record(z.string(), z.string()),
});

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};
const FOREVER = "public, max-age=31536000, immutable";
/** `index-DfoU2nXT.js`: another content has another name. */
const HASHED = /-[\w-]{8}\.\w+$/;

/**
 * @param dist what the build of the app wrote
 * @returns the files, the page last: what it asks for is there when it changes
 */
export function webAppFiles(place: Place, dist = join(webAppFolder, "dist")): AppFile[] {
  const names = readdirSync(join(dist, "app")).filter((name) => extname(name) in types);
  const files = names.map((name) =>
    compressed(`/app/${name}`, readFileSync(join(dist, "app", name)), {
      "content-type": types[extname(name)] ?? "application/octet-stream",
      "cache-control": HASHED.test(name) ? FOREVER : "public, max-age=3600",
    }),
  );
  const worker = compressed("/service-worker.js", readFileSync(join(dist, "service-worker.js")), {
    "content-type": types[".js"] ?? "",
    "cache-control": "no-cache",
    "content-security-policy": "default-src 'none'; connect-src 'self'",
  });
  const page = withPlace(readFileSync(join(dist, "index.html"), "utf8"), place);
  const { home, elsewhere } = policies.parse(
    JSON.parse(readFileSync(join(dist, "page-policy.json"), "utf8")),
  );
  const pageAt = (path: string, directives: Directives, sources: string): AppFile =>
    compressed(path, Buffer.from(page), {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      "content-security-policy": policyOf(directives, sources),
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      // Internet Identity answers by the window that opened it.
      "cross-origin-opener-policy": "same-origin-allow-popups",
      vary: "Accept, Cookie",
    });
  return [
    ...files,
    worker,
    // On this very device other servers may be without TLS as well.
    pageAt(GUEST_PAGE, elsewhere, place.isLocal ? "http: ws:" : place.api),
    pageAt(PAGE, { ...home, ...THEIR_MEDIA }, place.api),
  ];
}

/** Who names no coding takes any (RFC 9110, section 12.5.3), and every browser takes this one. */
function compressed(path: string, bytes: Uint8Array, headers: Readonly<Record<string, string>>): AppFile {
  const all = { ...headers, "content-encoding": "gzip", "x-content-type-options": "nosniff" };
  return { path, headers: Object.entries(all), body: new Uint8Array(gzipSync(bytes, { level: 9 })) };
}

function withPlace(page: string, place: Place): string {
  const content = JSON.stringify(place).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return page.replace("<head>", `<head><meta name="mastic-canisters" content="${content}" />`);
}

/** @param sources besides the app's own that may be asked: the network's HTTP interface */
function policyOf(directives: Directives, sources: string): string {
  const connect = `${directives["connect-src"] ?? "'self'"} ${sources}`.trimEnd();
  return Object.entries({ ...directives, "connect-src": connect })
    .map((directive) => directive.join(" "))
    .join("; ");
}

/** The hash by which a proposal names these files: what was built from the same sources for the same node has the same. */
export function appHash(files: readonly AppFile[]): Uint8Array {
  const lines = new Map(
    files.map(({ path, headers, body }) => [
      path,
      appHashLine(path, Object.fromEntries(headers), sha256(body).toString("hex")),
    ]),
  );
  return new Uint8Array(sha256(appHashText(lines)));
}

const sha256 = (data: string | Uint8Array | number[]): Buffer =>
  createHash("sha256")
    .update(typeof data === "string" ? data : Uint8Array.from(data))
    .digest();

/** Files in messages of at most 2 MiB, in their order. */
export function batches(files: readonly AppFile[], most = 1_500_000): AppFile[][] {
  const found: AppFile[][] = [];
  let size = Infinity;
  for (const file of files) {
    const room = file.body.length + JSON.stringify(file.headers).length + file.path.length;
    if (size + room > most) {
      found.push([]);
      size = 0;
    }
    found.at(-1)?.push(file);
    size += room;
  }
  return found;
}
