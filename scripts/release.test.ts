import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./child.mjs";

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly type?: string;
  readonly repository?: { readonly url: string; readonly directory: string };
  readonly files?: readonly string[];
  readonly engines?: { readonly node: string };
}

const manifests = globSync("{libs,tools,adapters,clients}/*/package.json", { cwd: root })
  .map((path) => {
    const manifest = JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest;
    return { ...manifest, folder: path.replace(/\/package\.json$/, "") };
  })
  .filter((manifest) => manifest.private !== true);

describe("npm's provenance", () => {
  test.each(manifests)(
    "$name says where it comes from, or npm refuses it",
    ({ folder, repository, license }) => {
      expect(repository).toEqual({
        type: "git",
        url: "git+https://github.com/mastic-social/mastic.git",
        directory: folder,
      });
      expect(license).toBe("MIT");
    },
  );

  test("the workflow may ask for what npm signs with, and npm is told to", () => {
    const workflow = readFileSync(join(root, ".github/workflows/release.yml"), "utf8");
    expect(workflow).toMatch(/^ {2}id-token: write\b/m);
    expect(workflow).toMatch(/^ {10}NPM_CONFIG_PROVENANCE: "true"$/m);
    expect(workflow).toContain("github.repository == 'mastic-social/mastic'");
  });
});

test.each(manifests.filter(({ folder }) => folder.startsWith("libs/")))(
  "$name runs on Node 20.19 and is published without its tests",
  ({ engines, type, files = [] }) => {
    expect(engines).toEqual({ node: ">=20.19" });
    expect(type).toBe("module");
    expect(files.slice(0, 3)).toEqual(["dist", "src", "!src/**/*.test*.ts"]);
  },
);
