/** Mastodon: methods/streaming: the streams that a client may subscribe to. */

import { parseId } from "@mastic/core";
import { grants } from "../scopes.ts";
import { parseHashtag } from "../hashtag.ts";
import type { AccessToken } from "../request.ts";

/** One subscription: which signals it hears. */
export type Stream =
  | { readonly kind: "user"; readonly notificationsOnly: boolean }
  | {
      readonly kind: "public";
      readonly origin: "local" | "remote" | undefined;
      readonly onlyMedia: boolean;
    }
  | { readonly kind: "hashtag"; readonly tag: string; readonly localOnly: boolean }
  | { readonly kind: "list"; readonly listId: bigint }
  /** Known to clients, and silent here: direct conversations. */
  | { readonly kind: "silent" };

export interface StreamRequest {
  /** `user`, `user:notification`, `public`, `public:local`, `hashtag` and so on. */
  readonly stream: string;
  readonly tag?: string | undefined;
  readonly list?: string | undefined;
}

/** The subscription that a name stands for; `undefined` for a name that there is not, a `hashtag` without a tag, a `list` without an id. */
export function parseStream(request: StreamRequest): Stream | undefined {
  switch (request.stream) {
    case "user":
      return { kind: "user", notificationsOnly: false };
    case "user:notification":
      return { kind: "user", notificationsOnly: true };
    case "public":
    case "public:media":
      return { kind: "public", origin: undefined, onlyMedia: request.stream.endsWith(":media") };
    case "public:local":
    case "public:local:media":
      return { kind: "public", origin: "local", onlyMedia: request.stream.endsWith(":media") };
    case "public:remote":
    case "public:remote:media":
      return { kind: "public", origin: "remote", onlyMedia: request.stream.endsWith(":media") };
    case "hashtag":
    case "hashtag:local": {
      const tag = parseHashtag(request.tag ?? "");
      return tag === undefined
        ? undefined
        : { kind: "hashtag", tag, localOnly: request.stream.endsWith(":local") };
    }
    case "list": {
      const listId = parseId(request.list ?? "");
      return listId === undefined ? undefined : { kind: "list", listId };
    }
    case "direct":
      return { kind: "silent" };
    default:
      return undefined;
  }
}

/** How a message names the stream it came by: `["user"]`, `["hashtag", "cats"]`, `["list", "12"]`. */
export function streamLabel({ stream, tag, list }: StreamRequest): string[] {
  const detail = stream.startsWith("hashtag") ? tag : stream === "list" ? list : undefined;
  return detail === undefined ? [stream] : [stream, detail];
}

/** Whether a token may hear a stream. Every stream needs a token, as in Mastodon since 4.2. */
export function mayHear(stream: Stream, token: AccessToken | null): boolean {
  if (token === null) return false;
  if (stream.kind === "list") return token.user !== null && grants(token.scopes, "read:lists");
  if (stream.kind !== "user") return grants(token.scopes, "read:statuses");
  return (
    token.user !== null &&
    grants(token.scopes, stream.notificationsOnly ? "read:notifications" : "read:statuses")
  );
}

/**
 * The stream of a path under `/api/v1/streaming/`; `undefined` where the path names none.
 * @param onlyMedia the `only_media` parameter of the public streams
 */
export function streamOfPath(path: string, onlyMedia = false): string | undefined {
  const name = path.replace(/^\/api\/v1\/streaming\/?/, "").replaceAll("/", ":");
  if (!/^(?:user(?::notification)?|public(?::local|:remote)?|hashtag(?::local)?|list|direct)$/.test(name)) {
    return undefined;
  }
  return onlyMedia && name.startsWith("public") ? `${name}:media` : name;
}
