import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { howFar, isInstalled } from "./install.mjs";

const wanted = {
  "": { name: "mastic" },
  "node_modules/a": { version: "1.0.0", resolved: "https://registry.npmjs.org/a/-/a-1.0.0.tgz" },
  "node_modules/for-another-machine": { version: "1.0.0", optional: true },
  "adapters/node": { version: "0.1.0", bin: { mastic: "bin/mastic.js" } },
};
const present = { "node_modules/a": wanted["node_modules/a"], "adapters/node": wanted["adapters/node"] };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mastic-install-"));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages: wanted }));
});
afterEach(() => rmSync(folder, { recursive: true }));

function installed(text: string): void {
  mkdirSync(join(folder, "node_modules"));
  writeFileSync(join(folder, "node_modules", ".package-lock.json"), text);
}

test("all there: nothing to install", () => {
  installed(JSON.stringify({ packages: present }));
  expect(isInstalled(folder)).toBe(true);
});

test.each([
  ["another version", { ...present, "node_modules/a": { ...present["node_modules/a"], version: "0.9.0" } }],
  ["a missing package", { "adapters/node": present["adapters/node"] }],
  ["a command that is not linked", { ...present, "adapters/node": { version: "0.1.0" } }],
])("%s: install", (_, packages) => {
  installed(JSON.stringify({ packages }));
  expect(isInstalled(folder)).toBe(false);
});

test("no node_modules, or one whose list is cut short: install", () => {
  expect(isInstalled(folder)).toBe(false);
  installed('{"packages": {');
  expect(isInstalled(folder)).toBe(false);
});

test("how far an install is: packages that lie there, of those that this machine gets", () => {
  const packages = {
    ...wanted,
    "node_modules/b": { version: "1.0.0", os: [process.platform], cpu: [process.arch] },
    "node_modules/for-another-machine": { version: "1.0.0", optional: true, os: ["other"] },
  };
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages }));
  expect(howFar(folder)).toBe("0 of 2 packages");
  mkdirSync(join(folder, "node_modules", "b"), { recursive: true });
  expect(howFar(folder)).toBe("0 of 2 packages");
  writeFileSync(join(folder, "node_modules", "b", "package.json"), "{}");
  expect(howFar(folder)).toBe("1 of 2 packages");
});
