/** `npm run sns-check -w adapters/ic [-- --final]`: whether what the SNS is to be made of goes together (WI-4.1). */

import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { faultsOfInit, UNFILLED } from "./faults.ts";
import { rolesOf } from "./fillIn.ts";
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
  const text = readFileSync(join(folder, "sns_init.yaml"), "utf8");
  const init = snsInitSchema.safeParse(parse(text));
  const functions = functionsSchema.safeParse(
    parse(readFileSync(join(folder, "sns_functions.yaml"), "utf8")),
  );
  const faults = [
    ...(init.success ? faultsOfInit(init.data) : [z.prettifyError(init.error)]),
    ...(functions.success ? faultsOfFunctions(functions.data) : [z.prettifyError(functions.error)]),
  ];
  if (!init.success) return { faults, open: [] };
  const { logo, Token, NnsProposal } = init.data;
  const logos = [...new Set([logo, Token.logo])].map((file) => join(folder, file));
  for (const file of logos.filter((it) => existsSync(it))) faults.push(...faultsOfLogo(file));
  const unfilled = rolesOf(text).filter(({ principal }) => principal === UNFILLED);
  const open = [
    ...new Set(unfilled.map(({ role }) => `the principal of ${role}`)),
    ...logos.filter((file) => !existsSync(file)).map((file) => basename(file)),
    ...(/\/t\//.test(NnsProposal.url) ? [] : ["NnsProposal.url, the discussion in the forum"]),
  ];
  return { faults, open };
}

/** The SNS takes an image as a data URL of so many characters at most. */
const LOGO_CHARACTERS = 341_334;

function faultsOfLogo(file: string): string[] {
  const isPng = readFileSync(file).subarray(0, 8).equals(PNG);
  const characters = "data:image/png;base64,".length + Math.ceil(statSync(file).size / 3) * 4;
  return [
    ...(isPng ? [] : [`${basename(file)} is no PNG.`]),
    ...(characters > LOGO_CHARACTERS ? [`${basename(file)} is larger than an SNS takes.`] : []),
  ];
}
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

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
