/** What the device keeps of a sign-in: the token. */

import * as z from "zod/mini";
import type { Session } from "../../ports/session.ts";
import { sessionKeeper } from "../sessionKeeper.ts";

const shape = z.object({ id: z.string(), token: z.string(), clientId: z.string() });

export type KeptSession = Session & z.infer<typeof shape>;

export const keptSession = sessionKeeper(shape);
