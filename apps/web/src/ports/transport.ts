/** The one way to a node: Mastodon's API as JSON, by HTTP or by a canister's methods. All above it knows no adapter. */

export type QueryValue = string | number | boolean | readonly string[] | undefined;

export interface ApiRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Such as `/api/v1/timelines/home`. */
  readonly path: string;
  /** What is undefined is left out; a list becomes `name[]=…` for each. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Whose post `path` names, as an acct, where that is known: on canisters every home numbers what it knows by itself. */
  readonly author?: string;
  /** Mastodon: `Idempotency-Key`. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export interface UploadRequest {
  readonly method: "POST" | "PATCH";
  readonly path: string;
  /** Files and texts by field. */
  readonly fields: Readonly<Record<string, Blob | string>>;
  /** Called with a share between 0 and 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

export interface ApiAnswer {
  readonly status: number;
  /** JSON that nobody has looked at yet. */
  readonly body: unknown;
  /** The `Link` header: the pages around this one. */
  readonly link: string | undefined;
  /** For what the device kept because the node cannot be reached: when it was answered, in ms since the Unix epoch. */
  readonly keptAt?: number;
}

/** Mastodon: methods/streaming. */
export type StreamName =
  | { readonly stream: "user" | "public" | "public:local" | "public:remote" }
  | { readonly stream: "hashtag"; readonly tag: string }
  | { readonly stream: "list"; readonly list: string };

export type StreamMessage =
  | { readonly event: "update" | "status.update" | "notification"; readonly payload: unknown }
  | { readonly event: "delete"; readonly payload: string }
  /** The line is up, for the first time or again: what happened before, and has not been read since, was not heard. */
  | { readonly event: "connected" };

export interface Transport {
  /** @throws {ApiError} */
  request(request: ApiRequest): Promise<ApiAnswer>;
  /** @throws {ApiError} */
  upload(request: UploadRequest): Promise<ApiAnswer>;
  /** @returns how to stop listening */
  stream(name: StreamName, listener: (message: StreamMessage) => void): () => void;
}
