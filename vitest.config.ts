import { readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";

// Tests run on the sources: every package exports them under this condition.
const conditions = ["@mastic/source", "node", "import", "default"];

const projects = ["libs", "adapters"].flatMap((folder) =>
  readdirSync(folder).map((name) => ({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name: name === "node" ? "server" : name,
      root: `./${folder}/${name}`,
      include: ["{src,test}/**/*.test.ts"],
    },
  })),
);

const scripts = { test: { name: "scripts", root: "./scripts", include: ["*.test.mjs"] } };

export default defineConfig({ test: { projects: [...projects, scripts] } });
