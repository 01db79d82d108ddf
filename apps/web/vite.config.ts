/** The build of the web app: one page, the files that it asks for, its service worker and its policy of sources. */

import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { messages } from "./build/messages.ts";
import { pagePolicy } from "./build/pagePolicy.ts";
import { serviceWorker } from "./build/serviceWorker.ts";
import { startChunk } from "./build/startChunk.ts";

export default defineConfig(({ command }) => {
  // What is built is for people, whoever has it built: in another mode the app would never be kept on the device.
  if (command === "build") process.env["NODE_ENV"] = "production";
  return {
    plugins: [messages(), tailwindcss(), serviceWorker(), pagePolicy()],
    resolve: { conditions: ["@mastic/source", "module", "browser", "import", "default"] },
    build: {
      // Beside the node's own `/assets/`; what lies here has a hash in its name.
      assetsDir: "app",
      // A data: URL of a script or style would need a wider Content-Security-Policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      manifest: "manifest.json",
      // `"use client"` says nothing to a program that is nothing else.
      rolldownOptions: {
        checks: { moduleLevelDirective: false },
        output: { codeSplitting: { groups: [{ name: startChunk }] } },
      },
    },
  };
});
