/** Where a node's canisters are: what the page says that the Federation gives out. */

import * as z from "zod/mini";

const shape = z.object({
  /** The id of the Directory. */
  directory: z.string(),
  /** The origin of the network's HTTP interface; empty for the origin of the page. */
  api: z.string(),
  /** Internet Identity's page for applications; empty for that of the Internet Computer. */
  identityProvider: z.string(),
  /** A network of one's own has a root key of its own, which it is asked for. */
  isLocal: z.boolean(),
  /** The canister that decides by proposals; empty where moderators do. */
  governance: z.string(),
});

export type Place = z.infer<typeof shape>;

/** @throws {Error} for a page that nobody deployed so */
export function readPlace(text: string): Place {
  return shape.parse(JSON.parse(text));
}
