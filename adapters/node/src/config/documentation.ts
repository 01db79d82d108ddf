/** docs/configuration.md, written from the declarations of the variables. */

import { environment } from "./schema.ts";
import { documentationOf } from "./variable.ts";

/** The page in Markdown, laid out as prettier would. */
export function configurationPage(): string {
  const rows = Object.entries(environment.shape).map(([name, schema]) => {
    const { description, default: value, defaultNote, example } = documentationOf(schema);
    const shown = defaultNote ?? (value === undefined ? "not set" : `\`${value}\``);
    return [`\`${name}\``, description, shown, `\`${example}\``];
  });
  return [
    "# Configuration",
    "",
    "<!-- Written by `npm run config-docs -w adapters/node` from adapters/node/src/config/schema.ts: change it there. -->",
    "",
    "A node reads these environment variables when it starts, and so does every `mastic` command: give them the same environment. A wrong value stops the start with a message that names the variable. An empty variable counts as not set.",
    "",
    ...markdownTable([["variable", "what it means", "default", "example"], ...rows]),
    "",
  ].join("\n");
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
