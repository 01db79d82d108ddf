/** The id of a request, in its answer (X-Request-Id) and in every line of the log that it causes. */

import { randomUUID } from "node:crypto";

/**
 * The id that a trusted proxy gave the request, when it looks like one; a new one otherwise.
 *
 * @param isTrusted whether a proxy of ours stands in front: a stranger may not choose what our log says.
 */
export function requestId(header: string | undefined, isTrusted: boolean): string {
  return isTrusted && header !== undefined && /^[\w.-]{8,64}$/.test(header) ? header : randomUUID();
}
