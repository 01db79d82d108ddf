/** One request of the Mastodon API, answered by the handler that all hosts share (libs/mastodon-api). */

import { createDirectory } from "@mastic/core";
import { handleApi, type AccessToken, type Api } from "@mastic/mastodon-api";
import type { Principal } from "@icp-sdk/core/principal";
import type { ApiRequest, ApiResponse } from "../candid/user.did.ts";
import { readApiRequest, refuseApi, writeApiResponse } from "../frame/apiMessages.ts";
import { callerOf } from "../host/principals.ts";
import { mediaPort } from "./mediaPort.ts";
import { parseMultipart } from "./multipart.ts";
import type { UserParts } from "./parts.ts";
import { reportTo } from "./reportTo.ts";

export async function answerApi(
  parts: UserParts,
  caller: Principal,
  asked: ApiRequest,
): Promise<ApiResponse> {
  const { body, ...rest } = readApiRequest(asked);
  const form = parseMultipart(rest.headers["content-type"], body);
  const request = { ...rest, token: await tokenOf(parts, caller) };
  const answer = await handleApi(
    apiOf(parts),
    form === undefined ? { ...request, body } : { ...request, form },
  );
  return answer === undefined ? refuseApi(404, "Record not found") : writeApiResponse(answer);
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

function apiOf({ context, user, home, owner, directory }: UserParts): Api {
  return {
    context,
    directory: { ...createDirectory(context), fileReport: reportTo(directory, context) },
    user: () => user,
    gather: () => home.gather,
    media: mediaPort(context, user, owner),
    streamingUrl: "",
    // Nothing here is a matter of moments: the caller asks again.
    pause: () => Promise.resolve(),
  };
}
