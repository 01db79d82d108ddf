/** The table of commands in the README, made from the commands themselves. */

import type { Command } from "commander";

const START = "<!-- commands: written by `npm run readme -w @mastic/server` -->";
const END = "<!-- /commands -->";

/** The README with its table as it should be. @throws {Error} when it has no place for one */
export function withCommands(readme: string, program: Command): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error("the README has no place for the commands");
  const rows = commandsOf(program, "").map(({ usage, description }) => [`\`${usage}\``, description]);
  const table = write(["command", "what it does"], rows);
  return `${readme.slice(0, start + START.length)}\n\n${table}\n\n${readme.slice(end)}`;
}

interface CommandLine {
  readonly usage: string;
  readonly description: string;
}

function commandsOf(command: Command, before: string): CommandLine[] {
  const name = `${before}${command.name()}`;
  if (command.commands.length > 0) return command.commands.flatMap((child) => commandsOf(child, `${name} `));
  const words = [name];
  for (const argument of command.registeredArguments) words.push(`<${argument.name()}>`);
  for (const option of command.options) words.push(option.mandatory ? option.flags : `[${option.flags}]`);
  return [{ usage: words.join(" "), description: command.description() }];
}

function write(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? name).length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
