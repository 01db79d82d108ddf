// Builds what is left of a deleted object (ActivityPub, section 6.4).
import type { JsonObject } from "../json.ts";
import { withContext } from "./context.ts";
import { checked, pick } from "./record.ts";

/** A deleted object; times in ms. */
export interface TombstoneInput {
  readonly id: string;
  readonly formerType?: string | null;
  readonly deleted?: number | null;
  readonly published?: number | null;
  readonly updated?: number | null;
}

/**
 * A Tombstone with its `@context`: the body of a 410, or the object of a Delete.
 * @throws ActivityPubError `invalid-input`
 */
export function buildTombstone(input: TombstoneInput): JsonObject {
  checked(input.id, "$.id");
  return withContext({
    ...pick(input, "id"),
    type: "Tombstone",
    ...pick(input, "formerType published updated deleted"),
  });
}
