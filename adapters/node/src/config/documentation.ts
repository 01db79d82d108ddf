/** The page docs/configuration.md and the text of `mastic config`, written from the declarations of the variables. */

import { quoted } from "./error.ts";
import { environment } from "./schema.ts";
import { documentationOf } from "./variable.ts";

/** The page in Markdown, laid out as prettier would. */
export function configurationPage(): string {
  const rows = Object.entries(environment.shape).map(([name, schema]) => {
    const { description, allowed, default: value, defaultNote, example } = documentationOf(schema);
    const shown = defaultNote ?? (value === undefined ? "not set" : `\`${value}\``);
    return [`\`${name}\``, description, allowed ?? "", shown, `\`${example}\``];
  });
  return [
    "# Configuration",
    "",
    "<!-- Written by `npm run config-docs -w adapters/node` from adapters/node/src/config/schema.ts: change it there. -->",
    "",
    "A node reads these environment variables when it starts, and so does every `mastic` command: give them the same environment. A wrong value stops the start with a message that names the variable. An empty variable counts as not set.",
    "",
    ...markdownTable([["variable", "what it means", "allowed", "default", "example"], ...rows]),
    "",
  ].join("\n");
}

/** The same for a terminal, as `mastic config` prints it: a variable, and what there is to say about it, indented. */
export function configurationText(): string {
  const plain = (text: string): string => text.replaceAll("`", "");
  const parts = Object.entries(environment.shape).map(([name, schema]) => {
    const { description, allowed, default: value, defaultNote, example } = documentationOf(schema);
    return [
      name,
      `  ${plain(description)}`,
      ...(allowed === undefined ? [] : [`  Allowed: ${plain(allowed)}.`]),
      `  Default: ${plain(defaultNote ?? value ?? "not set")}. For example: ${name}=${quoted(example)}`,
    ].join("\n");
  });
  return parts.join("\n\n");
}

function markdownTable(rows: readonly (readonly string[])[]): string[] {
  const [header = []] = rows;
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [
    line(header),
    `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`,
    ...rows.slice(1).map(line),
  ];
}
