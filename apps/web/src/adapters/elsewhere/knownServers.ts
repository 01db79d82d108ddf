/** What this device knows of servers that somebody has chosen, each under its host. */

import * as z from "zod/mini";
import { basePath } from "../../ports/elsewhere.ts";
import type { Server } from "../node/server.ts";
import { OWN_SESSION } from "../sessionKeeper.ts";

const PREFIX = "mastic.server@";

const shape = z.object({
  host: z.string(),
  /** The origin of the API. */
  api: z.string(),
  /** What it calls itself as an authorization server (RFC 8414), where it says so. */
  issuer: z.optional(z.string()),
  namesIssuer: z.optional(z.boolean()),
  /** The origin of the streaming API, where the server says one. */
  streaming: z.optional(z.string()),
  oauth: z.object({
    registration: z.string(),
    authorization: z.string(),
    token: z.string(),
    revocation: z.string(),
  }),
  takesChallenge: z.boolean(),
});
export type KnownServer = z.infer<typeof shape>;

export function rememberServer(server: KnownServer): void {
  localStorage.setItem(PREFIX + server.host, JSON.stringify(server));
}

/** @returns undefined for a server that nobody has chosen on this device */
export function knownServer(host: string): KnownServer | undefined {
  const text = localStorage.getItem(PREFIX + host);
  if (text === null) return undefined;
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The server as the adapter of Mastodon's API takes it. */
export function asServer(known: KnownServer): Server {
  const { host, api, issuer, namesIssuer = false, streaming, oauth, takesChallenge } = known;
  return {
    isOwn: false,
    api,
    streaming: () => streaming ?? api.replace(/^http/, "ws"),
    oauth,
    takesChallenge,
    ...(issuer === undefined ? {} : { issuer }),
    namesIssuer,
    callback: `${location.origin}${basePath(host)}/signed-in`,
    scopes: "read write follow",
    prefix: `${basePath(host)}/`,
    keys: {
      session: `${OWN_SESSION}@${host}`,
      application: `mastic.application@${host}`,
      signIn: `mastic.signIn@${host}`,
    },
  };
}
