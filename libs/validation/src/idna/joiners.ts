/** Where the two invisible joiners may stand (RFC 5892 appendix A.1 and A.2, "ContextJ"). */

import { joiningTypeOf } from "./code-points.ts";

const NON_JOINER = "\u200c";
const JOINER = "\u200d";

/** Whether each joiner of the label follows a virama, or, for the non-joiner, breaks a cursive connection. */
export function keepsJoinersInContext(label: string): boolean {
  if (!label.includes(NON_JOINER) && !label.includes(JOINER)) return true;
  const characters = Array.from(label);
  const types = characters.map((character) => joiningTypeOf(character.codePointAt(0) ?? 0));
  return characters.every((character, at) => {
    if (character !== NON_JOINER && character !== JOINER) return true;
    return types[at - 1] === "V" || (character === NON_JOINER && breaksConnection(types, at));
  });
}

/** Whether (L or D) T* stands before and T* (R or D) after; a virama has type T. */
function breaksConnection(types: readonly string[], at: number): boolean {
  let before = at - 1;
  while (isTransparent(types[before])) before--;
  let after = at + 1;
  while (isTransparent(types[after])) after++;
  const joinsOnward = types[before] === "L" || types[before] === "D";
  return joinsOnward && (types[after] === "R" || types[after] === "D");
}

function isTransparent(type: string | undefined): boolean {
  return type === "T" || type === "V";
}
