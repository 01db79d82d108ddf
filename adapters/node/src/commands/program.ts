/** The `mastic` command: what it understands, and how its failures look. */

import { Command, CommanderError } from "commander";
import { ConfigError } from "../config/error.ts";
import { addAccount } from "./account.ts";
import { addConfig } from "./config.ts";
import { addDb } from "./db.ts";
import { CommandError, type CommandHost } from "./host.ts";
import { addDomainBlock } from "./domainBlock.ts";
import { addInvite } from "./invite.ts";
import { addModerator } from "./moderator.ts";
import { addReport } from "./report.ts";
import { addStart } from "./start.ts";
import { addStatus } from "./status.ts";

/**
 * Runs one command.
 *
 * @param args without the names of Node.js and the script.
 * @returns the exit code: 0, 1 for a failure, 2 for a command or configuration that makes no sense.
 */
export async function runProgram(args: readonly string[], host: CommandHost): Promise<number> {
  const program = programOf(host);
  try {
    await program.parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    // Commander has said it already; showing help or the version is no failure.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof ConfigError) {
      host.printError(error.message);
      return 2;
    }
    host.printError(describe(error));
    return 1;
  }
}

/** All commands, ready to parse. */
export function programOf(host: CommandHost): Command {
  const program = new Command("mastic")
    .description("A social network node: Mastodon's API for people's apps, ActivityPub for the Fediverse.")
    .version(host.version)
    .addHelpText(
      "after",
      "\nConfigured by environment variables, the same for every command: `mastic config` lists them.",
    );
  addStart(program, host);
  addAccount(program, host);
  addModerator(program, host);
  addReport(program, host);
  addStatus(program, host);
  addDomainBlock(program, host);
  addInvite(program, host);
  addDb(program, host);
  addConfig(program, host);
  settle(program, host);
  return program;
}

/** Failures with a code are meant for people; anything else is a defect, whose stack somebody will need. */
function describe(error: unknown): string {
  if (error instanceof CommandError) return error.message;
  if (error instanceof Error && "code" in error) return `${error.message} (${String(error.code)})`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Commander neither ends the process nor writes to it by itself. */
function settle(command: Command, host: CommandHost): void {
  const withoutEnd = (text: string): string => text.replace(/\n$/, "");
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.print(withoutEnd(text)),
      writeErr: (text) => host.printError(withoutEnd(text)),
    })
    .showHelpAfterError("(--help says more)");
  for (const child of command.commands) settle(child, host);
}
