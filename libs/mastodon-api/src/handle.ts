/** The API as one function from request to response: every door serves it the same way. */

import type { Api, Call } from "./call.ts";
import { ApiError, errorResponse } from "./error.ts";
import { checkText, readInput } from "./input.ts";
import type { AccessToken, ApiRequest, ApiResponse } from "./request.ts";
import type { Access, RateClass, Route } from "./route.ts";
import { RouteTable } from "./route.ts";
import { routes } from "./routes.ts";
import { grants } from "./scopes.ts";

const table = new RouteTable(routes);

/** The route of a request, before anything is read: for limits and metrics. */
export function routeOf(
  method: string,
  url: string,
):
  | {
      readonly path: string;
      readonly rate: RateClass;
      readonly access: Access;
      readonly takesFiles?: boolean;
    }
  | undefined {
  const found = table.find(method, pathOf(url));
  return found === undefined || "allowed" in found ? undefined : found.route;
}

/**
 * Refuses, before the body is read, what nothing in the body could save: a route or method that is not there, and who
 * may not call it. {@link handleApi} refuses the same.
 * @returns `undefined` when the request may go on, or its path is none of this API's
 */
export function refusalOf({
  method,
  url,
  token,
}: Pick<ApiRequest, "method" | "url" | "token">): ApiResponse | undefined {
  const path = pathOf(url);
  const found = table.find(method, path);
  if (found === undefined) {
    return path.startsWith("/api/")
      ? { status: 404, headers: {}, body: { error: "Record not found" } }
      : undefined;
  }
  if ("allowed" in found) {
    const allow = [...found.allowed, ...(found.allowed.includes("GET") ? ["HEAD"] : [])].join(", ");
    return { status: 405, headers: { allow }, body: { error: "Method not allowed" } };
  }
  try {
    authorize(found.route, token);
    return undefined;
  } catch (thrown) {
    const response = errorResponse(thrown);
    if (response === undefined) throw thrown;
    return response;
  }
}

/**
 * Answers a request of the Mastodon API.
 * @returns `undefined` when the path is none of this API's.
 * @throws what is a defect and not a refusal: the door answers 500 and logs it.
 */
export async function handleApi(api: Api, request: ApiRequest): Promise<ApiResponse | undefined> {
  const refused = refusalOf(request);
  if (refused !== undefined) return refused;
  const path = pathOf(request.url);
  const found = table.find(request.method, path);
  if (found === undefined || "allowed" in found) return undefined;
  try {
    const call: Call = {
      api,
      params: decode(found.params),
      input: readInput(request),
      headers: request.headers,
      path,
      token: request.token,
      viewer:
        request.token?.user == null || request.token.user.isSuspended
          ? null
          : {
              owner: request.token.user.owner,
              caller: { principal: request.token.user.principal },
            },
    };
    return await found.route.handle(call);
  } catch (thrown) {
    const response = errorResponse(thrown);
    if (response === undefined) throw thrown;
    return response;
  }
}

function pathOf(url: string): string {
  const mark = url.indexOf("?");
  return mark < 0 ? url : url.slice(0, mark);
}

function decode(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeSegment(value)]));
}

function decodeSegment(segment: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(segment);
  } catch {
    throw new ApiError(400, "Malformed percent-encoding");
  }
  checkText(decoded);
  return decoded;
}

/** @throws {ApiError} 401, 403 */
function authorize(it: Route, token: AccessToken | null): void {
  if (it.access === "open") return;
  if (token === null) throw new ApiError(401, "The access token is invalid");
  if (it.access === "app") return;
  if (token.user === null) throw new ApiError(422, "This method requires an authenticated user");
  if (token.user.isSuspended) throw new ApiError(403, "Your login is currently disabled");
  if (!grants(token.scopes, it.access)) {
    throw new ApiError(403, "This action is outside the authorized scopes");
  }
}
