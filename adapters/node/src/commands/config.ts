/** `mastic config`: the variables that a node reads, as docs/configuration.md has them. */

import type { Command } from "commander";
import { configurationText } from "../config/documentation.ts";
import type { CommandHost } from "./host.ts";

export function addConfig(program: Command, host: CommandHost): void {
  program
    .command("config")
    .description("list the environment variables that a node reads, with their defaults")
    .action(() => host.print(configurationText()));
}
