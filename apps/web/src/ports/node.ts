/** A node as the app sees it. An adapter makes one of these. */

import type { Capabilities } from "./capabilities.ts";
import type { SessionPort } from "./session.ts";
import type { Transport } from "./transport.ts";

export interface NodePorts {
  readonly transport: Transport;
  readonly session: SessionPort;
  readonly capabilities: Capabilities;
}
