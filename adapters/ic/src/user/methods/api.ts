/** The Mastodon API for the caller's principal: the owner signed in, anybody else as the public. */

import { routeOf } from "@mastic/mastodon-api";
import type { ApiRequest } from "../../candid/user.did.ts";
import { refuseApi } from "../../frame/apiMessages.ts";
import { answerApi } from "../mastodonApi.ts";
import type { Methods, Parts } from "../methods.ts";

export function api(parts: Parts): Pick<Methods, "api_query" | "api_update"> {
  return {
    async api_query(caller, request) {
      // What a query changes is forgotten: it must not look as if it had been done.
      if (request.method !== "GET" && isKnown(request)) return refuseApi(405, "Use api_update.");
      return answerApi(parts(), caller, request);
    },
    api_update: (caller, request) => answerApi(parts(), caller, request),
  };
}

function isKnown({ method, url }: ApiRequest): boolean {
  return routeOf(method, url) !== undefined;
}
