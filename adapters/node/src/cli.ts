/** The entry of the `mastic` command: the program, in this process. */

import { openAdministration } from "./accounts/administration.ts";
import { runProgram } from "./commands/program.ts";
import { startServer } from "./server.ts";
import { version } from "./version.ts";

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
