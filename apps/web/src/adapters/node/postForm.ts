/** Forms as OAuth's endpoints take them (RFC 6749 appendix B), and their answers. */

import * as z from "zod/mini";
import { SessionError } from "../../ports/session.ts";
import type { Server } from "./server.ts";

/**
 * Sends a form to an endpoint of a server. Another server says itself where its endpoints are, and may name pages of the
 * app's own node: those get no cookie from here, or they would take the form for one of whoever is signed in.
 */
export function sendForm(
  { isOwn }: Pick<Server, "isOwn">,
  url: string,
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  const credentials = isOwn ? "same-origin" : "omit";
  return fetch(url, { method: "POST", body: new URLSearchParams(fields), credentials });
}

/** @throws {SessionError} `offline`, or `denied` for what is no success or not as it should be */
export async function postForm<T>(
  server: Pick<Server, "isOwn">,
  url: string,
  fields: Readonly<Record<string, string>>,
  shape: z.ZodMiniType<T>,
): Promise<T> {
  let response: Response;
  try {
    response = await sendForm(server, url, fields);
  } catch {
    throw new SessionError("offline", "The server cannot be reached.");
  }
  if (!response.ok) throw new SessionError("denied", `The server answered ${response.status}.`);
  const parsed = z.safeParse(shape, await response.json().catch(() => undefined));
  if (!parsed.success) throw new SessionError("denied", "The server answered something else.");
  return parsed.data;
}
