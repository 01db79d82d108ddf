import { spawnSync } from "node:child_process";
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

test("a command that is read to its end says the same as ever", () => {
  const { stdout, stderr, status } = shell("$MASTIC --help | cat");
  expect(stdout).toContain("mastic");
  expect(stdout).toContain("account");
  expect([stderr, status]).toEqual(["", 0]);
});
