/** What the device keeps of a sign-in besides the identity itself: whose it is, and where that one's home is. */

import * as z from "zod/mini";
import type { Session } from "../../ports/session.ts";
import { sessionKeeper } from "../sessionKeeper.ts";

const shape = z.object({
  /** The principal. */
  id: z.string(),
  handle: z.string(),
  /** The id of the User canister. */
  canister: z.string(),
});

export type KeptSession = Session & z.infer<typeof shape>;

export const keptSession = sessionKeeper(shape);
