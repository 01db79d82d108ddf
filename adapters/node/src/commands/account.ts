/** `mastic account ...`: accounts, as their operator manages them. */

import type { Command } from "commander";
import type { AccountSummary } from "./administration.ts";
import { CommandError, type CommandHost } from "./host.ts";
import { HANDLE, MODERATOR, wholeNumber } from "./options.ts";
import { choosePassword } from "./password.ts";
import { administer } from "./session.ts";

/** So many accounts are read in one go. */
const PAGE = 200;

export function addAccount(program: Command, host: CommandHost): void {
  const account = program.command("account").description("create, list, suspend and delete accounts");

  account
    .command("create")
    .argument("<handle>", HANDLE)
    .option("--email <address>", "where the owner can be reached")
    .option("--moderator", MODERATOR, false)
    .option(
      "--password-stdin",
      "read the password from standard input; without this, a new one is printed",
      false,
    )
    .description("create an account, whatever REGISTRATIONS says")
    .action(
      async (handle: string, options: { email?: string; moderator: boolean; passwordStdin: boolean }) => {
        const { password, isGenerated } = await choosePassword(host, options.passwordStdin);
        await administer(host, async (node, config) => {
          await node.createAccount({
            handle,
            email: options.email ?? null,
            password,
            isModerator: options.moderator,
          });
          host.print(`Created @${bare(handle)}@${new URL(config.origin).host}`);
          if (isGenerated) host.print(`Password: ${password}`);
          host.print(`Sign in at ${config.origin}`);
        });
      },
    );

  account
    .command("list")
    .option("--limit <count>", "stop after so many", wholeNumber(1, 1_000_000))
    .option("--json", "one JSON object a line", false)
    .description("list the accounts of this node")
    .action(({ limit, json }: { limit?: number; json: boolean }) =>
      administer(host, async (node) => {
        let left = limit ?? Number.POSITIVE_INFINITY;
        let after: string | undefined;
        if (!json) host.print(columns.join("\t"));
        do {
          const page = await node.listAccounts({
            limit: Math.min(PAGE, left),
            ...(after === undefined ? {} : { after }),
          });
          for (const it of page.accounts) host.print(json ? JSON.stringify(it) : described(it));
          left -= page.accounts.length;
          after = page.next;
        } while (after !== undefined && left > 0);
      }),
    );

  account
    .command("suspend")
    .argument("<handle>", HANDLE)
    .description("hide an account and lock its owner out; the world is told")
    .action((handle: string) =>
      administer(host, async (node) => {
        await node.suspendAccount(handle);
        host.print(`Suspended ${bare(handle)}`);
      }),
    );

  account
    .command("unsuspend")
    .argument("<handle>", HANDLE)
    .description("undo a suspension")
    .action((handle: string) =>
      administer(host, async (node) => {
        await node.unsuspendAccount(handle);
        host.print(`${bare(handle)} is active again`);
      }),
    );

  account
    .command("delete")
    .argument("<handle>", HANDLE)
    .option("--yes", "yes, for ever", false)
    .description("delete an account and all it wrote, here and at other servers")
    .action(async (handle: string, { yes }: { yes: boolean }) => {
      if (!yes)
        throw new CommandError(
          `This deletes ${bare(handle)} and everything it wrote, for ever. Say so with --yes.`,
        );
      await administer(host, async (node) => {
        await node.deleteAccount(handle);
        host.print(`Deleted ${bare(handle)}`);
      });
    });

  account
    .command("reset-password")
    .argument("<handle>", HANDLE)
    .option(
      "--password-stdin",
      "read the password from standard input; without this, a new one is printed",
      false,
    )
    .description("give an account a new password, remove its passkeys and sign it out everywhere")
    .action(async (handle: string, options: { passwordStdin: boolean }) => {
      const { password, isGenerated } = await choosePassword(host, options.passwordStdin);
      await administer(host, async (node) => {
        await node.setPassword(handle, password);
        host.print(
          isGenerated
            ? `New password of ${bare(handle)}: ${password}`
            : `Changed the password of ${bare(handle)}`,
        );
      });
    });
}

function bare(handle: string): string {
  return handle.replace(/^@/, "").toLowerCase();
}

const columns = ["handle", "state", "role", "since", "email"];

function described({ handle, email, status, isModerator, createdAt }: AccountSummary): string {
  const day = new Date(createdAt).toISOString().slice(0, 10);
  return [`@${handle}`, status, isModerator ? "moderator" : "-", day, email ?? "-"].join("\t");
}
