/** `npm run api-report`: writes what the libraries offer into `api-report.md` of each, where a review sees it change. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { emitDeclarations } from "./declarations.ts";
import { PROTOCOL_LIBRARIES } from "../protocol-libraries.ts";
import { reportOf } from "./report.ts";

const root = join(import.meta.dirname, "../..");

/** Sorted: the order in which types are met shows in the reports, as the order of their unions. */
export const LIBRARIES = [...PROTOCOL_LIBRARIES, "core", "mastodon-api"].toSorted();

/** Where a library's report is. */
export const reportFile = (library: string): string => join(root, "libs", library, "api-report.md");

/** The reports as they should be, by library. */
export async function makeReports(): Promise<ReadonlyMap<string, string>> {
  const entries = new Map(LIBRARIES.map((library) => [library, entriesOf(library)]));
  const sources = [...entries.values()].flatMap((all) => all.map(({ source }) => source));
  const files = emitDeclarations(root, sources);
  const options = await resolveConfig(join(root, "package.json"));
  const reports = new Map<string, string>();
  for (const [library, all] of entries) {
    const parts = [
      `# What ${all[0]?.name ?? library} offers`,
      "Written by `npm run api-report`. A line that goes or changes here may break a program.",
    ];
    for (const { name, source } of all) {
      const { exported, mentioned } = reportOf(source, files);
      parts.push(`## ${name}`, block(exported));
      if (mentioned.length > 0) parts.push("Mentioned there, but not exported:", block(mentioned));
    }
    reports.set(library, await format(parts.join("\n\n"), { ...options, parser: "markdown" }));
  }
  return reports;
}

function block(declarations: readonly string[]): string {
  return `\`\`\`ts\n${declarations.join("\n")}\n\`\`\``;
}

function entriesOf(library: string): { name: string; source: string }[] {
  const manifest = JSON.parse(readFileSync(join(root, "libs", library, "package.json"), "utf8")) as {
    name: string;
    exports: Record<string, { "@mastic/source"?: string }>;
  };
  return Object.entries(manifest.exports).flatMap(([entry, { "@mastic/source": source }]) =>
    source === undefined
      ? []
      : [{ name: manifest.name + entry.slice(1), source: join(root, "libs", library, source) }],
  );
}

if (import.meta.main)
  for (const [library, report] of await makeReports()) writeFileSync(reportFile(library), report);
