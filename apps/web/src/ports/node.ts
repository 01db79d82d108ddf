/** A node as the app sees it. An adapter makes one of these. */

import type { Capabilities } from "./capabilities.ts";
import type { ElsewherePort } from "./elsewhere.ts";
import type { SessionPort } from "./session.ts";
import type { Transport } from "./transport.ts";

/** What each server has, wherever the app came from. */
export interface ServerPorts {
  readonly transport: Transport;
  readonly session: SessionPort;
  readonly capabilities: Capabilities;
}

export interface NodePorts extends ServerPorts {
  /** The host of another server where one is; undefined at the server that the app came from. */
  readonly guestAt: string | undefined;
  /** The way to other servers. */
  readonly elsewhere: ElsewherePort;
}
