/** http_request_update: every route of ActivityPub and discovery (spec 03: HTTP Endpoints), answered here or by the home it belongs to. */

import {
  CoreError,
  type Federation,
  type FederationContext,
  type HttpRequest,
  type HttpResponse,
} from "@mastic/core";
import { prefersActivityPub } from "@mastic/activitypub";
import { askHome } from "./askHome.ts";

export async function answerHttp(
  context: FederationContext,
  federation: Federation,
  request: HttpRequest,
): Promise<HttpResponse> {
  try {
    const answer = await answerDocument(context, federation, request);
    return request.method === "HEAD" ? { ...answer, body: new Uint8Array() } : answer;
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    const status = error.code === "Unauthorized" ? 401 : error.code === "RemoteUnavailable" ? 503 : 404;
    return refusal(status, error.message);
  }
}

async function answerDocument(
  context: FederationContext,
  federation: Federation,
  request: HttpRequest,
): Promise<HttpResponse> {
  const isRead = request.method === "GET" || request.method === "HEAD";
  const isPage = PAGE.test(request.url) && !wantsDocument(request);
  const answer =
    (isRead && !isPage ? await fromHome(context, federation, request) : undefined) ??
    (await federation.handle(request));
  return answer === undefined || "page" in answer ? missing : answer;
}

/** An actor or a status: what browsers are shown as a page. */
const PAGE = /^\/users\/[^/?]+(?:\/statuses\/[^/?]+)?(?:\?|$)/;

/**
 * Who asks matters only where not everybody may see it: a signature costs a fetch of its key.
 * @returns `undefined` when it is no home's, or the home is gone
 */
async function fromHome(
  context: FederationContext,
  federation: Federation,
  request: HttpRequest,
): Promise<HttpResponse | undefined> {
  const { authorizedFetch } = context.instance;
  const open = authorizedFetch ? undefined : await askHome(context, request.url, undefined);
  const isHidden = authorizedFetch || open?.status === 404 || open?.status === 401;
  if (!isHidden) return open;
  const requester = await federation.requesterOf(request);
  return requester === undefined ? open : askHome(context, request.url, requester);
}

function wantsDocument({ headers }: HttpRequest): boolean {
  const { accept } = headers;
  return prefersActivityPub(accept) || accept?.trim().toLowerCase() === "application/json";
}

function refusal(status: number, error: string): HttpResponse {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "x-content-type-options": "nosniff" },
    body: new TextEncoder().encode(JSON.stringify({ error })),
  };
}

const missing = refusal(404, "There is nothing here.");
