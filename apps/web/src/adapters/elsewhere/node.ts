/** The app at another Mastodon-compatible server, as a client of it. */

import type { ServerPorts } from "../../ports/node.ts";
import { nodeSession } from "../node/session.ts";
import { nodeTransport } from "../node/transport.ts";
import { asServer, knownServer } from "./knownServers.ts";

/** @returns undefined for a server that nobody has chosen on this device: no link leads there unasked */
export function serverElsewhere(host: string): ServerPorts | undefined {
  const known = knownServer(host);
  if (known === undefined) return undefined;
  const server = asServer(known);
  const session = nodeSession(server);
  return {
    session,
    transport: nodeTransport(session, server),
    capabilities: {
      pushesUpdates: true,
      reportsUploadProgress: true,
      limitsUploads: true,
      signInOpensWindow: false,
      moderates: false,
      movesAccounts: false,
      governance: undefined,
    },
  };
}
