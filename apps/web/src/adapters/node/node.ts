/** The app at home on a Node server: API, sign-in and app have one origin. */

import type { ServerPorts } from "../../ports/node.ts";
import { ownServer } from "./server.ts";
import { nodeSession } from "./session.ts";
import { nodeTransport } from "./transport.ts";

export function nodeServer(): ServerPorts {
  const server = ownServer();
  const session = nodeSession(server);
  return {
    session,
    transport: nodeTransport(session, server),
    capabilities: {
      hasPasswords: true,
      pushesUpdates: true,
      reportsUploadProgress: true,
      signInOpensWindow: false,
      moderates: true,
      movesAccounts: true,
      governance: undefined,
      deleteAccountPage: "/settings/delete",
      changePasswordPage: "/settings/password",
    },
  };
}
