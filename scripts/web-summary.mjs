/** `node scripts/web-summary.mjs`: what the last test run and the last benchmark found out about the web app, in a few lines. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./child.mjs";

/** @param {string} name */
function report(name) {
  const file = join(root, "reports", name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

for (const [file, what] of [
  ["axe.json", "screens"],
  ["axe-server.json", "pages of the server"],
]) {
  /** @type {{ looks: number, violations: number } | undefined} */
  const axe = report(file ?? "");
  if (axe !== undefined) console.log(`axe: ${axe.violations} violations in ${axe.looks} looks at ${what}`);
}
/** @type {{ figures: { name: string, value: number, unit: string, goal: number, isReached: boolean }[] } | undefined} */
const web = report("web.json");
for (const { name, value, unit, goal, isReached } of web?.figures ?? []) {
  console.log(
    `web: ${name}: ${value}${unit === "" ? "" : ` ${unit}`} (goal ${goal}${isReached ? "" : ": MISSED"})`,
  );
}
