/** `mastic invite create`: invitations, for nodes with REGISTRATIONS=invite. */

import type { Command } from "commander";
import type { CommandHost } from "./host.ts";
import { wholeNumber } from "./options.ts";
import { administer } from "./session.ts";

const DAY_MILLIS = 86_400_000;

export function addInvite(program: Command, host: CommandHost): void {
  program
    .command("invite")
    .description("invite people to sign up")
    .command("create")
    .option("--uses <count>", "how many may sign up with it", wholeNumber(1, 100_000), 1)
    .option("--days <count>", "how long it is good for; for ever when left out", wholeNumber(1, 3_650))
    .description("print the address of a new invitation")
    .action(({ uses, days }: { uses: number; days?: number }) =>
      administer(host, async (node, config) => {
        const expiresAt = days === undefined ? null : Date.now() + days * DAY_MILLIS;
        const code = await node.createInvitation({ uses, expiresAt });
        host.print(`${config.origin}/auth/sign_up?invitation=${encodeURIComponent(code)}`);
      }),
    );
}
