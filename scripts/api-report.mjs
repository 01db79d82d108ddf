/** `npm run api-report`: writes what the libraries offer into `api-report.md` of each. */
import { runNode } from "./child.mjs";
import { install } from "./install.mjs";

export async function main() {
  return (await install()) || (await runNode(["scripts/api-report/reports.ts"]));
}
