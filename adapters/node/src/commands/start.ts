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
      for (const line of greeting(config, node.address, host.environment)) host.print(line);
      await host.untilStopped();
      host.print("Stopping: what is under way is finished first.");
      await node.stop();
    });
}

/** Where a node is, and where its data: commands beside it need the same. */
const PLACE = ["DATA_DIR", "PUBLIC_URL", "HOST", "PORT"] as const;

/** What a newcomer needs to know next. */
export function greeting(
  config: Config,
  address: string,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const isSame = config.origin === address;
  const place = PLACE.filter((name) => (environment[name] ?? "") !== "").map((name) => {
    const value = name === "DATA_DIR" ? config.dataDirectory : (environment[name] ?? "");
    return `${name}=${quoted(value)}`;
  });
  const command = [...place, "npx mastic account create alice --email alice@example.com"].join(" ");
  return [
    "",
    `  Mastic is running at ${isSame ? address : `${config.origin} (listening on ${address})`}`,
    `  Data is kept in ${config.dataDirectory}`,
    "",
    "  Create the first account:",
    `    ${command}`,
    ...(config.registrations === "open" ? [`  or sign up at ${config.origin}/auth/sign_up`] : []),
    "",
  ];
}

/** As a shell reads it back. */
function quoted(value: string): string {
  return /^[\w./:@-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
