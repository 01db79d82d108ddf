/** Messages out of vectors, where a body is text and a header that is not there may be a member that is undefined. */

import type { HttpRequest, HttpResponse } from "./index.ts";

interface Parts {
  readonly headers: object;
  readonly trailers?: object | undefined;
  readonly body?: string | undefined;
}

/** With its absolute URL, or its target as it was sent. */
export interface RequestVector extends Parts {
  readonly method: string;
  readonly url?: string | undefined;
  readonly path?: string | undefined;
  readonly host?: string | undefined;
  readonly scheme?: string | undefined;
}

export interface ResponseVector extends Parts {
  readonly status: number;
  readonly request?: RequestVector | undefined;
}

export function requestOf(vector: RequestVector): HttpRequest {
  const { method, url, path = "", host = "", scheme } = vector;
  const target =
    url === undefined ? ({ path, host, scheme: scheme === "http" ? "http" : "https" } as const) : { url };
  return { method, ...target, ...partsOf(vector) };
}

export function responseOf(vector: ResponseVector): HttpResponse {
  const { status, request } = vector;
  return { status, ...partsOf(vector), ...(request !== undefined && { request: requestOf(request) }) };
}

function partsOf({ headers, trailers, body }: Parts) {
  return {
    headers: fieldsOf(headers),
    ...(trailers !== undefined && { trailers: fieldsOf(trailers) }),
    ...(body !== undefined && { body: new TextEncoder().encode(body) }),
  };
}

function fieldsOf(fields: object): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, string | string[]] =>
        typeof entry[1] === "string" || Array.isArray(entry[1]),
    ),
  );
}
