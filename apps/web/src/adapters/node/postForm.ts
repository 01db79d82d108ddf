/** Forms as OAuth's endpoints take them (RFC 6749 appendix B), and their answers. */

import * as z from "zod/mini";
import { SessionError } from "../../ports/session.ts";

/** @throws {SessionError} `offline`, or `denied` for what is no success or not as it should be */
export async function postForm<T>(
  url: string,
  fields: Readonly<Record<string, string>>,
  shape: z.ZodMiniType<T>,
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { method: "POST", body: new URLSearchParams(fields) });
  } catch {
    throw new SessionError("offline", "The server cannot be reached.");
  }
  if (!response.ok) throw new SessionError("denied", `The server answered ${response.status}.`);
  const parsed = z.safeParse(shape, await response.json().catch(() => undefined));
  if (!parsed.success) throw new SessionError("denied", "The server answered something else.");
  return parsed.data;
}
