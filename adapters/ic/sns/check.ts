/** `npm run sns-check -w adapters/ic [-- --final]`: whether what the SNS is to be made of goes together (WI-4.1). */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { faultsOfInit, principalOf, UNFILLED } from "./faults.ts";
import { faultsOfFunctions, functionsSchema } from "./functions.ts";
import { snsInitSchema } from "./snsInit.ts";

export interface SnsCheck {
  /** What is wrong. */
  readonly faults: readonly string[];
  /** What has to be filled in before the proposal is made. */
  readonly open: readonly string[];
}

/** @param folder where `sns_init.yaml`, `sns_functions.yaml` and the logo are */
export function checkSns(folder: string): SnsCheck {
  const init = snsInitSchema.safeParse(parse(readFileSync(join(folder, "sns_init.yaml"), "utf8")));
  const functions = functionsSchema.safeParse(
    parse(readFileSync(join(folder, "sns_functions.yaml"), "utf8")),
  );
  const faults = [
    ...(init.success ? faultsOfInit(init.data) : [z.prettifyError(init.error)]),
    ...(functions.success ? faultsOfFunctions(functions.data) : [z.prettifyError(functions.error)]),
  ];
  if (!init.success) return { faults, open: [] };
  const { Principals, logo, Token, NnsProposal } = init.data;
  const open = [
    ...Principals.filter(({ name }) => principalOf(init.data, name) === UNFILLED).map(
      ({ name }) => `the principal of ${name}`,
    ),
    ...[...new Set([logo, Token.logo])].filter((file) => !existsSync(join(folder, file))),
    ...(/\/t\//.test(NnsProposal.url) ? [] : ["NnsProposal.url, the discussion in the forum"]),
  ];
  return { faults, open };
}

/** Tells it an operator. @param isFinal whether nothing may be left to fill in @returns the exit code */
export function tell({ faults, open }: SnsCheck, isFinal = false): number {
  for (const fault of faults) console.error(`wrong: ${fault}`);
  for (const it of open) console.error(`to be filled in: ${it}`);
  if (faults.length === 0) console.log("sns_init.yaml and sns_functions.yaml are consistent.");
  return faults.length > 0 || (isFinal && open.length > 0) ? 1 : 0;
}

if (import.meta.main) {
  const isFinal = process.argv.includes("--final");
  process.exitCode = tell(checkSns(join(import.meta.dirname, "..")), isFinal);
}
