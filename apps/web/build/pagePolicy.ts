/** A Vite plugin: what the app's pages may load (Content Security Policy Level 3), as a file for whichever host serves them. */

import type { Plugin } from "vite";

/** Scripts and styles of the app's own; pictures and media come from everywhere, as posts do. */
const home = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "* data: blob:",
  "media-src": "* blob:",
  "connect-src": "'self'",
  "manifest-src": "'self'",
  "worker-src": "'self'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
  "base-uri": "'none'",
};

/** At `/elsewhere` and below people sign in to servers of their choice (decisions/028). */
const elsewhere = { ...home, "connect-src": "'self' https: wss:" };

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
