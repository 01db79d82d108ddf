/** The table of routes in the README, made from the routes themselves. */

import type { Route } from "../src/route.ts";

const START = "<!-- routes: written by `npm run readme -w @mastic/mastodon-api` -->";
const END = "<!-- /routes -->";
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** The README with its table as it should be. @throws {Error} when it has no place for one */
export function withRoutes(readme: string, routes: readonly Route[]): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error("the README has no place for the routes");
  return `${readme.slice(0, start + START.length)}\n\n${tableOf(routes)}\n\n${readme.slice(end)}`;
}

/** One line for each path and access, in the order of paths, padded as Prettier pads it. */
function tableOf(routes: readonly Route[]): string {
  const lines = new Map<string, { path: string; access: string; methods: string[] }>();
  for (const { path, access, method } of routes) {
    const line = lines.get(`${path} ${access}`) ?? { path, access, methods: [] };
    line.methods.push(method);
    lines.set(`${path} ${access}`, line);
  }
  const rows = [...lines.values()]
    .sort((a, b) => (a.path === b.path ? (a.access < b.access ? -1 : 1) : a.path < b.path ? -1 : 1))
    .map((line) => [
      line.methods.sort((a, b) => methods.indexOf(a) - methods.indexOf(b)).join(", "),
      `\`${line.path}\``,
      line.access === "open" || line.access === "app" ? line.access : `\`${line.access}\``,
    ]);
  const head = ["method", "path", "access"];
  const widths = head.map((name, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? name).length)),
  );
  const write = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [write(head), write(widths.map((width) => "-".repeat(width))), ...rows.map(write)].join("\n");
}
