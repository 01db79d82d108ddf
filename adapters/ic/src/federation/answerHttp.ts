/** http_request_update: every route of ActivityPub and discovery (spec 03: HTTP Endpoints), answered here or by the home it belongs to. */

import {
  CoreError,
  type Federation,
  type FederationContext,
  type HttpRequest,
  type HttpResponse,
} from "@mastic/core";
import { prefersActivityPub } from "@mastic/activitypub";
import { answerApp } from "./appFiles.ts";
import { answerAsset } from "./assets.ts";
import { askHome } from "./askHome.ts";
import { answerMedia, type StreamedResponse } from "./media.ts";
import { answerPage } from "./pages.ts";

export async function answerHttp(
  context: FederationContext,
  federation: Federation,
  request: HttpRequest,
): Promise<StreamedResponse> {
  try {
    const answer =
      (await answerFile(context, request)) ?? (await answerDocument(context, federation, request));
    if (request.method !== "HEAD") return answer;
    const { status, headers } = answer;
    return { status, headers, body: new Uint8Array() };
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    const status = error.code === "Unauthorized" ? 401 : error.code === "RemoteUnavailable" ? 503 : 404;
    return refusal(status, error.message);
  }
}

/** What is no document of ActivityPub: files of homes, and the few of the node's own. */
async function answerFile(
  context: FederationContext,
  request: HttpRequest,
): Promise<StreamedResponse | undefined> {
  if (!isRead(request)) return undefined;
  return (
    answerAsset(context.instance, pathOf(request)) ??
    (await answerApp(context, request)) ??
    (await answerMedia(context, request))
  );
}

async function answerDocument(
  context: FederationContext,
  federation: Federation,
  request: HttpRequest,
): Promise<HttpResponse> {
  if (isRead(request)) {
    const isDocument = wantsDocument(request);
    const shown = isDocument ? undefined : await answerPage(context, request.url);
    const answer = shown ?? (await fromHome(context, federation, request));
    if (answer !== undefined) return answer;
  }
  const answer = await federation.handle(request);
  return answer === undefined || "page" in answer ? missing : answer;
}

const isRead = ({ method }: HttpRequest): boolean => method === "GET" || method === "HEAD";
const pathOf = ({ url }: HttpRequest): string => url.split("?", 1)[0] ?? "";

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
