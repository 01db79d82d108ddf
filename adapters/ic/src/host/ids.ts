/** Ids as calls bring them: Candid's numbers have a bit more than those a store can hold. */

import { CoreError, parseId } from "@mastic/core";

/** @throws {CoreError} `NotFound`, or what else the method calls it, for an id that nothing can have */
export function storableId(id: bigint, code: "NotFound" | "BadArgs" = "NotFound"): bigint {
  if (parseId(id.toString()) === undefined) throw new CoreError(code, "There is nothing with this id.");
  return id;
}
