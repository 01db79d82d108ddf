/** `npm run sns-init -w adapters/ic`: fills in `sns_init.yaml` from what is deployed, and checks it (WI-4.1). */

import { Principal } from "@icp-sdk/core/principal";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Icp } from "../deploy/icp.ts";
import { checkSns, tell } from "./check.ts";
import { fillIn } from "./fillIn.ts";

const HELP = `Fills in who and what the SNS of a deployed node is made of, in sns_init.yaml, and checks it.

  npm run sns-init -w adapters/ic -- --developer <principal> [--forum <address>] [-e ic]

  --developer  who gets the developer's neuron
  --operator   who gets the canisters back if the swap fails; the identity's principal unless this says otherwise
  --forum      the address of the discussion
  -e           the environment of icp.yaml the node is deployed to: ic (the default) or local
  --identity   the identity of icp that controls the canisters
  --folder     where sns_init.yaml and sns_functions.yaml are, if not here

It needs icp-cli (https://github.com/dfinity/icp-cli); ICP_BIN names another program in its place.`;

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    developer: { type: "string" },
    operator: { type: "string" },
    forum: { type: "string" },
    environment: { type: "string", short: "e", default: "ic" },
    identity: { type: "string" },
    folder: { type: "string", default: root },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(HELP);
else fill();

function fill(): void {
  const identity = values.identity === undefined ? [] : ["--identity", values.identity];
  const icp = new Icp(root, ["--environment", values.environment, ...identity]);
  const operator = values.operator ?? new Icp(root, identity).run("identity", "principal");
  const deployed = { directory: deployedAs(icp, "directory"), federation: deployedAs(icp, "federation") };
  for (const [name, { status }] of Object.entries(deployed)) {
    // Who gets them back is who has them, unless the operator says otherwise.
    if (values.operator === undefined && !status.includes(operator))
      throw new Error(`${operator} does not control the ${name} canister.`);
  }
  const file = join(values.folder, "sns_init.yaml");
  const filled = fillIn(readFileSync(file, "utf8"), {
    principals: {
      operator: checked(operator),
      ...(values.developer === undefined ? {} : { developer: checked(values.developer) }),
      directory: deployed.directory.id,
      federation: deployed.federation.id,
    },
    forum: values.forum,
  });
  writeFileSync(file, filled);
  console.log(`${file} is filled in.`);
  process.exitCode = tell(checkSns(values.folder));
}

/** @throws {Error} for a canister that is not there, or has no module */
function deployedAs(icp: Icp, name: "directory" | "federation"): { id: string; status: string } {
  if (!icp.hasModule(name)) throw new Error(`The ${name} canister is not deployed to ${values.environment}.`);
  const id = checked(icp.run("canister", "status", name, "--id-only"));
  return { id, status: icp.run("canister", "status", name, "--json") };
}

/** @throws {Error} for a text that is no principal */
function checked(text: string): string {
  return Principal.fromText(text).toText();
}
