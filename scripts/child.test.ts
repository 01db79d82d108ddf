import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { root, runNode } from "./child.mjs";

test("the exit code comes back", async () => {
  expect(await runNode(["-e", "process.exit(7)"])).toBe(7);
});

test("a child that a signal ended counts as 128 + its number", async () => {
  expect(await runNode(["-e", "process.kill(process.pid, 'SIGTERM')"])).toBe(143);
});

test("a signal reaches the child, and the child's answer to it comes back", async () => {
  const child =
    "process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1000); console.log('ready');";
  const parent = `import { runNode } from "./scripts/child.mjs"; process.exitCode = await runNode(["-e", ${JSON.stringify(child)}]);`;
  const running = spawn(process.execPath, ["--input-type=module", "-e", parent], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(running.stdout, "data");
  running.kill("SIGTERM");
  expect(await once(running, "exit")).toEqual([5, null]);
});

test.skipIf(process.platform === "win32")(
  "when the shell in between dies, the child is told to end",
  async () => {
    const child =
      "process.on('SIGTERM', () => { console.log('ending'); process.exit(); }); setInterval(() => {}, 1000); console.log('ready');";
    const parent = `import { runNode } from "./scripts/child.mjs"; await runNode(["-e", ${JSON.stringify(child)}]);`;
    // A second command keeps any shell from replacing itself with the first.
    const shell = spawn("sh", ["-c", `"$NODE" --input-type=module -e "$PARENT"; true`], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NODE: process.execPath, PARENT: parent, npm_lifecycle_event: "start" },
    });
    await once(shell.stdout, "data");
    shell.kill("SIGTERM");
    const said: unknown[] = await once(shell.stdout, "data");
    expect(String(said[0])).toBe("ending\n");
  },
);
