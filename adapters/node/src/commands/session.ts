/** One command at work on a node: configuration, opening, and closing whatever happens. */

import { readConfig, type Config } from "../config/config.ts";
import type { Administration } from "./administration.ts";
import type { CommandHost } from "./host.ts";

/** @throws {ConfigError}, and what the work throws. */
export async function administer(
  host: CommandHost,
  work: (node: Administration, config: Config) => Promise<void>,
): Promise<void> {
  const config = readConfig(host.environment, host.workingDirectory);
  const node = await host.openAdministration(config);
  try {
    await work(node, config);
  } finally {
    await node.close();
  }
}
