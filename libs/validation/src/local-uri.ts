/**
 * The URIs of what lives on this instance (field specifications, "Canonical URL Patterns").
 *
 *     actor      = public-url "/users/" handle
 *     collection = actor "/" ( "inbox" / "outbox" / "followers" / "following" / "liked" )
 *     status     = actor "/statuses/" id           ; id: a Snowflake id in decimal
 */

import { Handle } from "./handle.ts";
import { HttpUrl, tryParseUrl } from "./url.ts";
import { validator, type Branded, type Validator } from "./validator.ts";

/** Where an instance is found: an http or https origin, such as `https://mastic.social`. */
export type PublicUrl = Branded<"PublicUrl">;

/**
 * Public URLs of instances. Sanitising trims, makes the host canonical and takes off a last "/".
 *
 * Codes: those of `parseUrl`; `malformed` for a path, query or fragment; `not_canonical`.
 */
export const PublicUrl: Validator<PublicUrl> = /* @__PURE__ */ validator(
  "public url",
  (input) => {
    const trimmed = input.trim();
    const url = tryParseUrl(trimmed);
    return url !== undefined && url.href === `${url.origin}/` ? url.origin : trimmed;
  },
  (value) => {
    const url = tryParseUrl(value);
    if (url === undefined) return HttpUrl.fault(value);
    if (url.href !== `${url.origin}/`) return { code: "malformed", rule: "scheme and host only" };
    return url.origin === value ? undefined : { code: "not_canonical", rule: "canonical host, no last /" };
  },
);

/** The collections that every actor has. */
export type ActorCollection = (typeof actorCollections)[number];

const actorCollections = ["inbox", "outbox", "followers", "following", "liked"] as const;

/** What a local URI names. */
export type LocalResource =
  | { readonly type: "actor" | ActorCollection; readonly handle: Handle }
  | { readonly type: "status"; readonly handle: Handle; readonly id: bigint };

/** The URI of a local resource. */
export function formatLocalUri(publicUrl: PublicUrl, resource: LocalResource): string {
  const actor = `${publicUrl}/users/${resource.handle}`;
  if (resource.type === "actor") return actor;
  return resource.type === "status" ? `${actor}/statuses/${resource.id}` : `${actor}/${resource.type}`;
}

/**
 * What a URI names on this instance, or undefined when it is not one of ours. The host may be spelt in any way that
 * is canonically the same, and the handle in any case; a query or fragment makes it another resource.
 */
export function parseLocalUri(publicUrl: PublicUrl, uri: string): LocalResource | undefined {
  const url = tryParseUrl(uri);
  if (url?.origin !== publicUrl || url.query !== undefined || url.fragment !== undefined) return undefined;
  const [, users, name = "", kind, id, ...more] = url.path.split("/", 6);
  const handle = name.toLowerCase();
  if (users !== "users" || more.length > 0 || !Handle.is(handle)) return undefined;
  if (kind === "statuses")
    return id !== undefined && isId(id) ? { type: "status", handle, id: BigInt(id) } : undefined;
  if (id !== undefined) return undefined;
  const type = kind === undefined ? "actor" : actorCollections.find((collection) => collection === kind);
  return type && { type, handle };
}

function isId(text: string): boolean {
  return /^(?:0|[1-9][0-9]{0,19})$/.test(text) && BigInt(text) <= 0xffff_ffff_ffff_ffffn;
}
