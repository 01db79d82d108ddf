/** Requests and answers of the Mastodon API as Candid carries them: `api_query` and `api_update` of every canister. */

/** As bindings have it, in every interface. */
export interface ApiRequestMessage {
  readonly method: string;
  readonly url: string;
  readonly headers: [string, string][];
  readonly body: Uint8Array | number[];
}

export interface ApiResponseMessage {
  status: number;
  headers: [string, string][];
  body: Uint8Array;
}

/** @returns header names in lower case, and the body as bytes */
export function readApiRequest({ method, url, headers, body }: ApiRequestMessage) {
  return {
    method,
    url,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: body instanceof Uint8Array ? body : Uint8Array.from(body),
  };
}

/** @param body what is written as JSON */
export function writeApiResponse({
  status,
  headers,
  body,
}: {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}): ApiResponseMessage {
  const all = { "content-type": "application/json; charset=utf-8", ...headers };
  return { status, headers: Object.entries(all), body: new TextEncoder().encode(JSON.stringify(body)) };
}

export const refuseApi = (status: number, error: string): ApiResponseMessage =>
  writeApiResponse({ status, headers: {}, body: { error } });
