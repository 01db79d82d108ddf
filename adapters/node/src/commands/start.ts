/** `mastic start`: runs the node until it is told to stop. */

import type { Command } from "commander";
import { readConfig, type Config } from "../config/config.ts";
import type { CommandHost } from "./host.ts";

export function addStart(program: Command, host: CommandHost): void {
  program
    .command("start")
    .description("run the node until it is stopped (SIGINT or SIGTERM)")
    .action(async () => {
      const config = readConfig(host.environment, host.workingDirectory);
      const node = await host.startNode(config);
      const first = (await node.hasAccounts()) ? undefined : createFirst(config, host.environment);
      // Of JSON, programs read every line; that it listens, and where, the node has logged itself.
      const isJson = config.logFormat === "json";
      if (!isJson) for (const line of greeting(config, node.address, first)) host.print(line);
      else if (first !== undefined) node.log.info({ command: first }, "there is no account yet");
      const failure = await Promise.race([host.untilStopped(), node.failed]);
      const ending = "Stopping: what is under way is finished first.";
      if (isJson) node.log.info(ending);
      else host.print(ending);
      await node.stop();
      // The exit code tells a supervisor to start the node anew.
      if (failure instanceof Error) throw failure;
    });
}

/** Where a node is, and where its data: commands beside it need the same. */
const PLACE = ["DATA_DIR", "PUBLIC_URL", "HOST", "PORT"] as const;

/** The command that makes an account in this very node. */
export function createFirst(
  config: Config,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const place = PLACE.filter((name) => (environment[name] ?? "") !== "").map((name) => {
    const value = name === "DATA_DIR" ? config.dataDirectory : (environment[name] ?? "");
    return `${name}=${quoted(value)}`;
  });
  return [...place, "npx mastic account create alice --email alice@example.com"].join(" ");
}

/** What an operator needs to know next. @param first the command for the first account, where there is none yet */
export function greeting(config: Config, address: string, first: string | undefined): string[] {
  const isSame = config.origin === address;
  const next = [
    "",
    "  Create the first account:",
    `    ${first ?? ""}`,
    ...(config.registrations === "open" ? [`  or sign up at ${config.origin}/auth/sign_up`] : []),
  ];
  return [
    "",
    `  Mastic is running at ${isSame ? address : `${config.origin} (listening on ${address})`}`,
    `  Data is kept in ${config.dataDirectory}`,
    ...(first === undefined ? [] : next),
    "",
  ];
}

/** As a shell reads it back. */
function quoted(value: string): string {
  return /^[\w./:@-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
