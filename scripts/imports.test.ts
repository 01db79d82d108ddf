import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { binOf, root } from "./child.mjs";

/** The rules of .dependency-cruiser.cjs that a house of these files breaks. */
function brokenRules(files: Record<string, string>): string[] {
  const house = mkdtempSync(join(tmpdir(), "mastic-imports-"));
  try {
    cpSync(join(root, "tsconfig.base.json"), join(house, "tsconfig.base.json"));
    const all = {
      "node_modules/zod/package.json": `{ "name": "zod", "version": "4.0.0", "main": "dist/index.js" }`,
      "node_modules/zod/dist/index.js": "",
      "package.json": `{ "devDependencies": { "zod": "4.0.0" } }`,
      ...files,
    };
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), text);
    }
    const config = join(root, ".dependency-cruiser.cjs");
    const args = [
      binOf("dependency-cruiser", "depcruise"),
      "libs",
      "adapters",
      "--config",
      config,
      "--output-type=json",
    ];
    mkdirSync(join(house, "libs"), { recursive: true });
    mkdirSync(join(house, "adapters"), { recursive: true });
    const { stdout } = spawnSync(process.execPath, args, { cwd: house, encoding: "utf8" });
    const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
    return [...new Set(report.summary.violations.map(({ rule }) => rule.name))].sort();
  } finally {
    rmSync(house, { recursive: true });
  }
}

/** One package's file importing another's. */
function imports(from: string, to: string): Record<string, string> {
  return {
    [`${from}/src/index.ts`]: `import "../../../${to}/src/index.ts";`,
    [`${to}/src/index.ts`]: "export {};",
  };
}

test.each([
  ["libs/validation", "libs/snowflake", "leaf-library"],
  ["libs/activitypub", "libs/http-signatures", "protocol-library"],
  ["libs/webfinger", "libs/core", "protocol-library"],
  ["libs/core", "libs/mastodon-api", "core"],
  ["libs/core", "adapters/node", "core"],
  ["libs/mastodon-api", "adapters/node", "mastodon-api"],
  ["adapters/ic", "adapters/node", "adapters-apart"],
])("%s must not import %s", (from, to, rule) => {
  expect(brokenRules(imports(from, to))).toContain(rule);
});

test.each([
  ["libs/activitypub", "libs/validation"],
  ["libs/core", "libs/http-signatures"],
  ["libs/mastodon-api", "libs/core"],
  ["adapters/node", "libs/mastodon-api"],
])("%s may import %s, but by its name", (from, to) => {
  expect(brokenRules(imports(from, to))).toEqual(["entry-point-only"]);
});

test.each([
  ["a package from outside", `import "zod";`, ["library-runtime-dependency", "undeclared"]],
  ["the engine", `import "node:fs";`, ["library-engine"]],
  ["a test", `import "./other.test.ts";`, ["tests-stay-outside"]],
  ["what is not there", `import "./missing.ts";`, ["unresolvable"]],
  ["itself, in a circle", `import "./other.ts";`, ["no-circular"]],
])("a library must not import %s", (_, text, rules) => {
  const files = {
    "libs/core/src/index.ts": text,
    "libs/core/src/other.test.ts": "export {};",
    "libs/core/src/other.ts": `import "./index.ts";`,
  };
  expect(brokenRules(files)).toEqual(rules);
});

test("a test may import development dependencies", () => {
  expect(brokenRules({ "libs/core/src/index.test.ts": `import "zod"; import "node:fs";` })).toEqual([]);
});
