/** What the device keeps of a sign-in: the token. */

import * as z from "zod/mini";
import type { Session } from "../../ports/session.ts";
import { sessionKeeper, type SessionKeeper } from "../sessionKeeper.ts";
import type { Server } from "./server.ts";

const shape = z.object({
  id: z.string(),
  token: z.string(),
  clientId: z.string(),
  clientSecret: z.optional(z.string()),
});

export type KeptSession = Session & z.infer<typeof shape>;

export function keptSession({ keys }: Server): SessionKeeper<KeptSession> {
  return sessionKeeper(shape, keys.session);
}
