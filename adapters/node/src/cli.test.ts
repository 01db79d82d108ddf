import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const mastic = [process.execPath, "--conditions=@mastic/source", "--disable-warning=ExperimentalWarning", join(import.meta.dirname, "cli.ts")]; // prettier-ignore

/** Runs a line of a shell with `$MASTIC` for the command. */
function shell(line: string) {
  const env = { ...process.env, MASTIC: mastic.join(" ") };
  return spawnSync("sh", ["-c", line], { encoding: "utf8", env });
}

test("a command whose reader has gone ends without complaint", () => {
  const { stderr, status } = shell("{ $MASTIC --help; echo $? >&2; } | true");
  expect(stderr).toBe("0\n");
  expect(status).toBe(0);
});

test("a command where there is no node begins none, and says what to do", () => {
  const folder = mkdtempSync(join(tmpdir(), "mastic-elsewhere-"));
  const inFolder = (line: string) => shell(`cd ${folder} && unset DATA_DIR && ${line}`);
  const { stdout, stderr, status } = inFolder("$MASTIC account create alice");
  expect([stdout, status]).toEqual(["", 2]);
  expect(stderr).toContain(`DATA_DIR is "${join(folder, "data")}" here, where there is no node`);
  expect(readdirSync(folder)).toEqual([]);
  expect(inFolder("$MASTIC db migrate").status).toBe(0);
  expect(inFolder("$MASTIC account list").stdout).toBe("handle\tstate\trole\tsince\temail\n");
  rmSync(folder, { recursive: true });
});

test("a command that is read to its end says the same as ever", () => {
  const { stdout, stderr, status } = shell("$MASTIC --help | cat");
  expect(stdout).toContain("mastic");
  expect(stdout).toContain("account");
  expect([stderr, status]).toEqual(["", 0]);
});
