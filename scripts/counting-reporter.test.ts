import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { binOf, root } from "./child.mjs";

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
  retried: string[];
}

/** Runs vitest with the reporter over one test file of this text; returns the counts. */
function counts(text: string): Counts {
  const folder = mkdtempSync(join(root, "node_modules", ".counting-"));
  try {
    writeFileSync(
      join(folder, "sample.test.mjs"),
      `import { describe, test, beforeAll } from "vitest";\n${text}`,
    );
    writeFileSync(join(folder, "vitest.config.mjs"), "export default { test: { exclude: [] } };");
    const reporter = join(root, "scripts", "counting-reporter.mjs");
    spawnSync(process.execPath, [binOf("vitest"), "run", `--reporter=${reporter}`], {
      cwd: folder,
      env: { ...process.env, MASTIC_TEST_COUNTS: join(folder, "counts.json") },
    });
    return JSON.parse(readFileSync(join(folder, "counts.json"), "utf8")) as Counts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("tests are counted by how they ended", () => {
  const text = `
    test("a", () => {});
    describe("inner", () => { test("b", () => {}); test("c", () => { throw new Error("no"); }); });
    test.skip("d", () => {});
    test.todo("e");`;
  expect(counts(text)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 2,
    failures: [expect.stringMatching(/sample\.test\.mjs > inner > c$/)],
    retried: [],
  });
});

test("a test that passed only when tried again is counted once, and named", () => {
  const text = `let n = 0; test("a", { retry: 1 }, () => { if (n++ === 0) throw new Error("no"); });`;
  expect(counts(text)).toEqual({
    passed: 1,
    failed: 0,
    skipped: 0,
    failures: [],
    retried: [expect.stringMatching(/sample\.test\.mjs > a$/)],
  });
});

test("a file that cannot be loaded counts as failed", () => {
  expect(counts(`throw new Error("no");`)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test("a hook that throws counts as failed", () => {
  expect(
    counts(`describe("x", () => { beforeAll(() => { throw new Error("no"); }); test("a", () => {}); });`)
      .failed,
  ).toBe(1);
});

test("an error that no test waits for counts as failed", () => {
  const text = `test("a", async () => { Promise.reject(new Error("no")); await new Promise((r) => setTimeout(r, 50)); });`;
  expect(counts(text)).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
});
