/** One command at work on a node: configuration, opening, and closing whatever happens. */

import { readConfig, type Config } from "../config/config.ts";
import type { Administration } from "./administration.ts";
import type { CommandHost } from "./host.ts";

/** @param options.begins makes the database when there is none @throws {ConfigError}, and what the work throws. */
export async function administer(
  host: CommandHost,
  work: (node: Administration, config: Config) => Promise<void>,
  { begins = false }: { readonly begins?: boolean } = {},
): Promise<void> {
  const config = readConfig(host.environment, host.workingDirectory);
  const node = await host.openAdministration(config, { begins });
  try {
    await work(node, config);
  } finally {
    await node.close();
  }
}
