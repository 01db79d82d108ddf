/** One request of the Mastodon API, answered by the handler that all hosts share (libs/mastodon-api). */

import { createDirectory } from "@mastic/core";
import { handleApi, type AccessToken, type Api } from "@mastic/mastodon-api";
import type { Principal } from "@icp-sdk/core/principal";
import type { ApiRequest, ApiResponse } from "../candid/user.did.ts";
import { callerOf } from "../host/principals.ts";
import { mediaPort } from "./mediaPort.ts";
import { parseMultipart } from "./multipart.ts";
import type { UserParts } from "./parts.ts";

export async function answerApi(
  parts: UserParts,
  caller: Principal,
  { method, url, headers: fields, body }: ApiRequest,
): Promise<ApiResponse> {
  const headers = Object.fromEntries(fields.map(([name, value]) => [name.toLowerCase(), value]));
  const bytes = body instanceof Uint8Array ? body : Uint8Array.from(body);
  const form = parseMultipart(headers["content-type"], bytes);
  const request = { method, url, headers, token: await tokenOf(parts, caller) };
  const answer = await handleApi(
    apiOf(parts),
    form === undefined ? { ...request, body: bytes } : { ...request, form },
  );
  if (answer === undefined) return refuseApi(404, "Record not found");
  return toResponse(answer.status, answer.headers, answer.body);
}

export function refuseApi(status: number, error: string): ApiResponse {
  return toResponse(status, {}, { error });
}

function toResponse(status: number, headers: Readonly<Record<string, string>>, body: unknown): ApiResponse {
  const all = { "content-type": "application/json; charset=utf-8", ...headers };
  return { status, headers: Object.entries(all), body: new TextEncoder().encode(JSON.stringify(body)) };
}

/** The principal is the login, and may do all that a token may. */
async function tokenOf({ settings, user, owner }: UserParts, caller: Principal): Promise<AccessToken | null> {
  const { principal } = callerOf(caller);
  if (principal !== settings.owner) return null;
  const isSuspended = await user.getProfile().then(
    () => false,
    () => true,
  );
  return {
    scopes: ["read", "write", "follow", "push", "profile"],
    user: { owner, principal, isSuspended },
    application: null,
  };
}

function apiOf({ context, user, home, owner }: UserParts): Api {
  return {
    context,
    directory: createDirectory(context),
    user: () => user,
    gather: () => home.gather,
    media: mediaPort(context, user, owner),
    streamingUrl: "",
    // Nothing here is a matter of moments: the caller asks again.
    pause: () => Promise.resolve(),
  };
}
