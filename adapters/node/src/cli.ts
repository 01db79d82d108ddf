/** The entry of the `mastic` command: the program, in this process. */

import { openAdministration } from "./accounts/administration.ts";
import { runProgram } from "./commands/program.ts";
import { startServer } from "./server.ts";
import { version } from "./version.ts";

// `mastic account list | head`: whoever has read enough ends the command, which is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await runProgram(process.argv.slice(2), {
  environment: process.env,
  workingDirectory: process.cwd(),
  version,
  input: process.stdin,
  print: (line) => process.stdout.write(`${line}\n`),
  printError: (line) => process.stderr.write(`${line}\n`),
  openAdministration,
  startNode: startServer,
  untilStopped: () =>
    new Promise((resolve) => {
      process.once("SIGINT", () => resolve());
      process.once("SIGTERM", () => resolve());
    }),
});
