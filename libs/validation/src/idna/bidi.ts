/** The Bidi rule: labels that run from right to left may not be misread beside others (RFC 5893 section 2). */

import { bidiClassOf } from "./code-points.ts";

/** Whether a label makes its domain one to which the rule applies: it holds R, AL or AN (RFC 5893 section 1.4). */
export function isBidiLabel(label: string): boolean {
  return /[RAN]/.test(classesOf(label));
}

/** Whether a label of such a domain keeps the six conditions. */
export function keepsBidiRule(label: string): boolean {
  const classes = classesOf(label);
  // Conditions 2 to 4: from right to left.
  if (/^[RA]/.test(classes)) {
    const numbers = classes.includes("E") && classes.includes("N");
    return !numbers && /^[RANESCTOBM]*[RAEN]M*$/.test(classes);
  }
  // Conditions 5 and 6: from left to right. Condition 1: no other beginning.
  return /^L[LESCTOBM]*$/.test(classes) && /[LE]M*$/.test(classes);
}

function classesOf(label: string): string {
  return Array.from(label, (character) => bidiClassOf(character.codePointAt(0) ?? 0)).join("");
}
