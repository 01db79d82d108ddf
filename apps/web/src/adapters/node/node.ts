/** The app at home on a Node server: API, sign-in and app have one origin. */

import type { NodePorts } from "../../ports/node.ts";
import { nodeSession } from "./session.ts";
import { nodeTransport } from "./transport.ts";

export function nodeServer(): NodePorts {
  const session = nodeSession();
  return {
    session,
    transport: nodeTransport(session),
    capabilities: {
      hasPasswords: true,
      pushesUpdates: true,
      reportsUploadProgress: true,
      signInOpensWindow: false,
      governance: undefined,
      deleteAccountPage: "/settings/delete",
      changePasswordPage: "/settings/password",
    },
  };
}
