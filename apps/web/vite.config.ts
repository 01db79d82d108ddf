import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { messages } from "./build/messages.ts";
import { serviceWorker } from "./build/serviceWorker.ts";

export default defineConfig({
  plugins: [messages(), tailwindcss(), serviceWorker()],
  resolve: { conditions: ["@mastic/source", "module", "browser", "import", "default"] },
  build: {
    // Beside the node's own `/assets/`; what lies here has a hash in its name.
    assetsDir: "app",
    // A data: URL of a script or style would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: "manifest.json",
    // `"use client"` says nothing to a program that is nothing else.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
