/** How many reports one answer has room for: the moderators page on from the last (spec 02: reports). */

import { encodeText } from "../federation/text.ts";
import type { ReportRow } from "../schema/instance.ts";

/** A reply of a canister has 2 MiB at most, and homes say up to 1 MB of what is reported. */
const BYTES = 500_000;

/** @returns the first of them, whose texts together have at most 500,000 bytes as JSON; one at least */
export function reportsInAnswer(rows: readonly ReportRow[]): readonly ReportRow[] {
  let left = BYTES;
  const end = rows.findIndex(({ reason, brokenRules, targetStatusUris }) => {
    left -= encodeText(JSON.stringify([reason, brokenRules, targetStatusUris])).length;
    return left < 0;
  });
  return end === -1 ? rows : rows.slice(0, Math.max(1, end));
}
