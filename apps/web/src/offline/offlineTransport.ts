/** The transport, and what the device kept where the node cannot be reached: the home timeline, and who and where one is. */

import { ApiError } from "../ports/apiError.ts";
import type { NodePorts } from "../ports/node.ts";
import type { ApiAnswer, ApiRequest, Transport } from "../ports/transport.ts";
import { forgetOtherSessions, keepAnswer, keptAnswer } from "./keptAnswers.ts";
import { ownerOf } from "./owner.ts";

const KEPT = ["/api/v1/timelines/home", "/api/v1/accounts/verify_credentials", "/api/v2/instance"];

/** The newest page of a list is kept, not those further down. */
function isKept({ method, path, query = {} }: ApiRequest): boolean {
  return method === "GET" && KEPT.includes(path) && !("max_id" in query || "since_id" in query);
}

/** For the session that there is now. */
export function offlineTransport(node: NodePorts): Transport {
  const { transport } = node;
  const owner = ownerOf(node);
  const keep = async (path: string, answer: ApiAnswer): Promise<void> => {
    await keepAnswer(owner, path, answer);
    // Whoever signed out meanwhile has nothing kept here.
    const now = ownerOf(node);
    if (now.sessionId !== owner.sessionId) await forgetOtherSessions(now);
  };
  return {
    ...transport,
    async request(request) {
      if (!isKept(request)) return transport.request(request);
      try {
        const answer = await transport.request(request);
        // A full disk keeps nobody from reading.
        keep(request.path, answer).catch(() => undefined);
        return answer;
      } catch (error) {
        const isOffline = error instanceof ApiError && error.code === "offline";
        const kept = isOffline ? await keptAnswer(owner, request.path) : undefined;
        if (kept === undefined) throw error;
        return kept;
      }
    },
  };
}
