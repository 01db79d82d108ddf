/** `npm run journeys`: plays every user story on every host, and writes reports/journeys.json. */
import { runNode } from "./child.mjs";
import { install } from "./install.mjs";

/** @param {string[]} args */
export async function main(args) {
  const flags = ["--conditions=@mastic/source", "--disable-warning=ExperimentalWarning"];
  return (await install()) || (await runNode([...flags, "scripts/play-journeys.mjs", ...args]));
}
