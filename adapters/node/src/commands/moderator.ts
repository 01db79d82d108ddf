/** `mastic moderator ...`: who may moderate this node. */

import type { Command } from "commander";
import type { CommandHost } from "./host.ts";
import { HANDLE, MODERATOR } from "./options.ts";
import { administer } from "./session.ts";

export function addModerator(program: Command, host: CommandHost): void {
  const moderator = program.command("moderator").description("name moderators, or dismiss them");
  moderator
    .command("add")
    .argument("<handle>", HANDLE)
    .description(`name an account as a moderator: ${MODERATOR}`)
    .action((handle: string) =>
      administer(host, async (node) => {
        await node.addModerator(handle);
        host.print(`${handle} is a moderator`);
      }),
    );
  moderator
    .command("remove")
    .argument("<handle>", HANDLE)
    .description("take that away again")
    .action((handle: string) =>
      administer(host, async (node) => {
        await node.removeModerator(handle);
        host.print(`${handle} is no moderator any more`);
      }),
    );
}
