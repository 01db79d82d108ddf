/** `mastic status remove`: deletes a post of somebody here, as a moderator (spec 05: DeleteStatus). */

import type { Command } from "commander";
import type { CommandHost } from "./host.ts";
import { administer } from "./session.ts";

export function addStatus(program: Command, host: CommandHost): void {
  program
    .command("status")
    .description("delete posts of people here")
    .command("remove")
    .argument("<post>", "its address, its URI as a report has it, or its id")
    .description("delete a post of somebody here, for ever; other servers are told")
    .action((post: string) =>
      administer(host, async (node) => {
        const { uri } = await node.removeStatus(post);
        host.print(`Deleted ${uri}`);
      }),
    );
}
