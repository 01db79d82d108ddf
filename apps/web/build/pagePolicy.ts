/** A Vite plugin: what the app's pages may load (Content Security Policy Level 3), as a file for whichever host serves them. */

import type { Plugin } from "vite";

/** Scripts and styles of the app's own, and pictures and media, which the node passes on (decisions/034). */
const home = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data: blob:",
  "media-src": "'self' blob:",
  "connect-src": "'self'",
  "manifest-src": "'self'",
  "worker-src": "'self'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
  "base-uri": "'none'",
};

/** Where posts show what their servers say, at addresses of theirs. */
const anyMedia = { "img-src": "* data: blob:", "media-src": "* blob:" };

/** At `/elsewhere` and below people sign in to servers of their choice (decisions/028). */
const elsewhere = { ...home, ...anyMedia, "connect-src": "'self' https: wss:" };

export function pagePolicy(): Plugin {
  return {
    name: "mastic:page-policy",
    apply: "build",
    generateBundle() {
      const source = JSON.stringify({ home, elsewhere }, null, 2);
      this.emitFile({ type: "asset", fileName: "page-policy.json", source });
    },
  };
}
