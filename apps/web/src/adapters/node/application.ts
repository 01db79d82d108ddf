/** The app as a server's OAuth client (RFC 6749 section 2; Mastodon: methods/apps): registered once, and remembered for a while. */

import * as z from "zod/mini";
import { postForm } from "./postForm.ts";
import type { Server } from "./server.ts";

/** Mastodon forgets applications that nobody has used for a day. */
const FRESH_MILLIS = 20 * 3_600_000;

const registered = z.object({ client_id: z.string(), client_secret: z.nullish(z.string()) });

const shape = z.object({
  clientId: z.string(),
  clientSecret: z.optional(z.string()),
  /** In ms since the Unix epoch. */
  registeredAt: z.number(),
});
export type Application = Pick<z.infer<typeof shape>, "clientId" | "clientSecret">;

function remembered({ isOwn, keys }: Server): Application | undefined {
  const text = localStorage.getItem(keys.application);
  if (text === null) return undefined;
  try {
    const known = shape.parse(JSON.parse(text));
    return isOwn || Date.now() - known.registeredAt < FRESH_MILLIS ? known : undefined;
  } catch {
    return undefined;
  }
}

/** @throws {SessionError} `denied` for a server that registers no app of ours, `offline` */
export async function applicationAt(server: Server): Promise<Application> {
  const known = remembered(server);
  if (known !== undefined) return known;
  const fields = {
    client_name: "Mastic",
    redirect_uris: server.callback,
    scopes: server.scopes,
    website: location.origin,
  };
  const { client_id, client_secret } = await postForm(server, server.oauth.registration, fields, registered);
  const application = {
    clientId: client_id,
    ...(client_secret == null ? {} : { clientSecret: client_secret }),
  };
  localStorage.setItem(
    server.keys.application,
    JSON.stringify({ ...application, registeredAt: Date.now() } satisfies z.infer<typeof shape>),
  );
  return application;
}

export function forgetApplication({ keys }: Server): void {
  localStorage.removeItem(keys.application);
}
