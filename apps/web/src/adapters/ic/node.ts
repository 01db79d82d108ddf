/** The app on a node of canisters: everything is said to them directly, signed by whoever says it. */

import type { ServerPorts } from "../../ports/node.ts";
import { governance } from "./governance.ts";
import { readPlace } from "./place.ts";
import { icSession } from "./session.ts";
import { icTransport } from "./transport.ts";

/** @param text what the page says of where the canisters are */
export async function internetComputer(text: string): Promise<ServerPorts> {
  const place = readPlace(text);
  const session = await icSession(place);
  return {
    session,
    transport: icTransport(session),
    capabilities: {
      pushesUpdates: true,
      reportsUploadProgress: true,
      limitsUploads: false,
      signInOpensWindow: true,
      moderates: true,
      movesAccounts: true,
      governance: governance(place),
    },
  };
}
