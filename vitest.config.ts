// Which tests there are, a project for each package, and how patient they are.

import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./scripts/longest-first.ts";

// Tests run on the sources: every package exports them under this condition.
const conditions = ["@mastic/source", "node", "import", "default"];

// Tests start real servers and programs, which a busy machine makes slow without anything being wrong.
const patience = { testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: 15_000 } } };

// So do real clocks: where nobody watches, a test of a whole program has three tries. `npm test` names those that needed them.
const retry = process.env["CI"] === undefined ? 0 : 2;
const areasOfPrograms = ["adapters", "apps", "clients"];

/** What a package does once before its tests. */
function globalSetup(folder: string): { globalSetup?: string } {
  const file = resolve(folder, "test/globalSetup.ts");
  return existsSync(file) ? { globalSetup: file } : {};
}

/** `ic` is the adapter, `ic-client` its client. */
function projectName(folder: string, name: string): string {
  if (folder === "clients") return `${name}-client`;
  return name === "node" ? "server" : name;
}

const areas = ["libs", "tools", "adapters", "apps", "clients"].filter((area) => existsSync(area));
const projects = areas.flatMap((folder) =>
  readdirSync(folder).map((name) => ({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name: projectName(folder, name),
      root: `./${folder}/${name}`,
      include: ["{src,test}/**/*.test.ts"],
      ...globalSetup(`${folder}/${name}`),
      ...patience,
      retry: areasOfPrograms.includes(folder) ? retry : 0,
    },
  })),
);

const scripts = { test: { name: "scripts", root: "./scripts", include: ["*.test.ts"], ...patience } };

// Most of the longest tests wait for a browser or a server of their own: no core stands by for the runner itself. More of them
// than cores would be done a fifth sooner, and run into their time limits.
export default defineConfig({
  test: { maxWorkers: "100%", sequence: { sequencer: LongestFirst }, projects: [...projects, scripts] },
});
