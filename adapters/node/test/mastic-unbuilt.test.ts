import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "mastic-unbuilt-"));
  writeFileSync(join(home, "package.json"), `{ "type": "module" }`);
  cpSync(join(import.meta.dirname, "../bin"), join(home, "bin"), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true }));

function mastic(...args: string[]) {
  return spawnSync(process.execPath, [join(home, "bin", "mastic.js"), ...args], { encoding: "utf8" });
}

test("the mastic command says what to do in a clone that is not built", () => {
  const { status, stderr } = mastic("start");
  expect(stderr).toContain("npm run build");
  expect(status).toBe(1);
});

test("the mastic command hands its arguments to the built program", () => {
  mkdirSync(join(home, "dist"));
  writeFileSync(
    join(home, "dist", "cli.js"),
    "console.log(process.argv.slice(2).join(' ')); process.exitCode = 3;",
  );
  const { status, stdout } = mastic("account", "list");
  expect(stdout).toBe("account list\n");
  expect(status).toBe(3);
});
