/** The app at home on a Node server: API, sign-in and app have one origin. */

import type { ServerPorts } from "../../ports/node.ts";
import type { OwnAccount } from "./ownAccount.ts";
import { ownServer } from "./server.ts";
import { nodeSession } from "./session.ts";
import { nodeTransport } from "./transport.ts";

export function nodeServer(): ServerPorts {
  const server = ownServer();
  const session = nodeSession(server);
  // Few people change how they sign in, on any day.
  const own = async (): Promise<OwnAccount> => (await import("./ownAccount.ts")).ownAccount(session);
  return {
    session: {
      ...session,
      signInMeans: {
        read: async () => (await own()).read(),
        add: async (proof, name) => (await own()).add(proof, name),
        rename: async (id, name) => (await own()).rename(id, name),
        remove: async (id, proof) => (await own()).remove(id, proof),
      },
      deleteAccount: async (proof) => (await own()).deleteAccount(proof),
      moveAccount: async (target, proof) => (await own()).moveAccount(target, proof),
    },
    transport: nodeTransport(session, server),
    capabilities: {
      pushesUpdates: true,
      reportsUploadProgress: true,
      limitsUploads: true,
      signInOpensWindow: false,
      moderates: true,
      movesAccounts: true,
      governance: undefined,
      get changePasswordPage() {
        return `/settings/password?lang=${document.documentElement.lang}`;
      },
    },
  };
}
