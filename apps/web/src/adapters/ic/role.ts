/** What whoever is signed in may do for the node (Mastodon: entities/Role): only the Directory knows who moderates. */

import * as z from "zod/mini";
import type { ApiAnswer } from "../../ports/transport.ts";
import type { Neighbours } from "./neighbours.ts";

const CREDENTIALS = "/api/v1/accounts/verify_credentials";
/** Whose answers are the account that is signed in. */
const OWN_ACCOUNT: ReadonlySet<string> = new Set([CREDENTIALS, "/api/v1/accounts/update_credentials"]);

const withRoleIn = z.object({ role: z.unknown() });

/** @param asked of the own home */
export async function withRole(
  neighbours: Neighbours,
  path: string,
  asked: Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  if (!OWN_ACCOUNT.has(path)) return asked;
  const [answer, said] = await Promise.all([
    asked,
    // Who is not told is somebody without a role.
    neighbours.directory({ method: "GET", path: CREDENTIALS }).catch(() => undefined),
  ]);
  const { data } = withRoleIn.safeParse(said?.body);
  return data === undefined ? answer : { ...answer, body: { ...Object(answer.body), role: data.role } };
}
