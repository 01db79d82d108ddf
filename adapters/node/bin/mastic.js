#!/usr/bin/env node
/**
 * The `mastic` command: checks that this Node is new enough, then runs the built program.
 *
 * The file is in the repository, not built, because npm links a workspace's command only if it exists at install.
 */
import { existsSync } from "node:fs";

const program = new URL("../dist/cli.js", import.meta.url);
if (Number(process.versions.node.split(".")[0]) < 24) {
  console.error(
    `mastic needs Node.js 24 or newer, and this is ${process.version}: in a clone of the repository, run it as \`npx mastic\`.`,
  );
  process.exitCode = 1;
} else if (!existsSync(program)) {
  console.error("mastic is not built yet: run `npm run build`, then the same command again.");
  process.exitCode = 1;
} else {
  await import(program.href);
}
