/** A Vite plugin: the service worker as a file of its own beside index.html, which knows all files that the build wrote. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { transformWithOxc, type Plugin } from "vite";

const SOURCE = new URL("../src/worker/serviceWorker.ts", import.meta.url);
const PUBLIC = new URL("../public/app/", import.meta.url);
/** Signing in needs the network: what is for that alone is not kept. */
const NOT_KEPT = /node_modules\/@icp-sdk\//;

export function serviceWorker(): Plugin {
  return {
    name: "mastic:service-worker",
    apply: "build",
    async generateBundle(_options, bundle) {
      const files = Object.values(bundle)
        .filter((file) => /\.(?:js|css)$/.test(file.fileName))
        .filter((file) => file.type === "asset" || !file.moduleIds.some((id) => NOT_KEPT.test(id)))
        .map(({ fileName }) => `/${fileName}`);
      files.push(...readdirSync(PUBLIC).map((name) => `/app/${name}`));
      const version = createHash("sha256").update(files.toSorted().join()).digest("base64url").slice(0, 12);
      const { code } = await transformWithOxc(readFileSync(SOURCE, "utf8"), "serviceWorker.ts", {
        define: { SHELL: JSON.stringify({ version, files: files.toSorted() }) },
      });
      this.emitFile({ type: "asset", fileName: "service-worker.js", source: code });
    },
  };
}
