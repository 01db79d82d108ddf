/** Whose is what the device keeps: a session's, or nobody's at one server. What is kept at one server says nothing of another. */

import { basePath } from "../ports/elsewhere.ts";
import type { ServerPorts, NodePorts } from "../ports/node.ts";

export interface Owner {
  /** Before the ids of all sessions at a server; empty at the app's own. */
  readonly base: string;
  readonly sessionId: string | undefined;
}

export function ownerOf({
  guestAt,
  session,
}: Pick<NodePorts, "guestAt"> & Pick<ServerPorts, "session">): Owner {
  return { base: basePath(guestAt), sessionId: session.current()?.id };
}

/** What tells the owner from all others. */
export function ownerKey({ base, sessionId }: Owner): string {
  return sessionId ?? base;
}

/** Whether a key is somebody's at the same server. */
export function isSameServer({ base }: Pick<Owner, "base">, key: string): boolean {
  return base === "" ? !key.startsWith("/") : key === base || key.startsWith(`${base}/`);
}
