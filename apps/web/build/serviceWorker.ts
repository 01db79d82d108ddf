/** A Vite plugin: the service worker as a file of its own beside index.html, which knows all files that the build wrote. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { transformWithOxc, type Plugin } from "vite";

const SOURCE = new URL("../src/worker/serviceWorker.ts", import.meta.url);
const PUBLIC = new URL("../public/app/", import.meta.url);
/** What talks to canisters: on a server nobody needs it. */
const CANISTERS = /node_modules\/@icp-sdk\//;

export function serviceWorker(): Plugin {
  return {
    name: "mastic:service-worker",
    apply: "build",
    async generateBundle(_options, bundle) {
      const built = Object.values(bundle).filter((file) => /\.(?:js|css)$/.test(file.fileName));
      const isForCanisters = (file: (typeof built)[number]): boolean =>
        file.type === "chunk" && file.moduleIds.some((id) => CANISTERS.test(id));
      const addressOf = ({ fileName }: { readonly fileName: string }): string => `/${fileName}`;
      const forCanisters = built.filter(isForCanisters).map(addressOf).toSorted();
      const files = built.filter((file) => !isForCanisters(file)).map(addressOf);
      files.push(...readdirSync(PUBLIC).map((name) => `/app/${name}`));
      files.sort();
      const all = [...files, ...forCanisters];
      const version = createHash("sha256").update(all.join()).digest("base64url").slice(0, 12);
      const { code } = await transformWithOxc(readFileSync(SOURCE, "utf8"), "serviceWorker.ts", {
        define: { SHELL: JSON.stringify({ version, files, forCanisters }) },
      });
      this.emitFile({ type: "asset", fileName: "service-worker.js", source: code });
    },
  };
}
