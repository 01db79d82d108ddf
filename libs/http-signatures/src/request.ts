// The request that is signed or verified, as a plain record, and what its target means (RFC 9110 section 7.1).

import { tryCanonicalHost } from "@mastic/validation";
import { SignatureError } from "./error.ts";

interface RequestParts {
  /** As sent; methods are case-sensitive. */
  readonly method: string;
  /** By lower-case name; several lines of one field are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The content exactly as sent or received. */
  readonly body?: Uint8Array | undefined;
}

/** A request with its absolute target, `https://host/path?query`. */
export interface AbsoluteRequest extends RequestParts {
  readonly url: string;
}

/** A request as a server sees it. */
export interface OriginRequest extends RequestParts {
  /** Path with query, `/users/alice/inbox?x=1`. */
  readonly path: string;
  /** Host with port unless it is the scheme's own. */
  readonly host: string;
  /** `https` unless said. */
  readonly scheme?: "https" | "http" | undefined;
}

/** What is signed or verified. */
export type HttpRequest = AbsoluteRequest | OriginRequest;

const METHODS_WITH_CONTENT = ["POST", "PUT", "PATCH"];

/** Whether a digest has to speak for the content: there is some, or the method is one that carries it. */
export function hasContent(request: HttpRequest): boolean {
  return (request.body?.length ?? 0) > 0 || METHODS_WITH_CONTENT.includes(request.method.toUpperCase());
}

/** The content; none is the empty one. */
export function contentOf(request: HttpRequest): Uint8Array {
  return request.body ?? new Uint8Array();
}

/** The parts of a request's target. */
export interface RequestTarget {
  readonly scheme: "https" | "http";
  /** Canonical, without the scheme's own port (RFC 9421 section 2.2.3). */
  readonly authority: string;
  /** Begins with `/`. */
  readonly path: string;
  /** With its `?`, or empty when there is none. */
  readonly query: string;
}

/** The parts of the target. Throws `request_malformed` when the record does not name one. */
export function requestTarget(request: HttpRequest): RequestTarget {
  if ("url" in request) {
    const target = parseTarget(request.url);
    if (target === undefined) throw malformed(request.url);
    return target;
  }
  const scheme = request.scheme ?? "https";
  const authority = tryCanonicalHost(request.host, scheme);
  if (authority === undefined) throw malformed(request.host);
  if (!request.path.startsWith("/")) throw malformed(request.path);
  return { scheme, authority, ...splitPath(request.path) };
}

/** The value of a field without surrounding white space, or undefined when the request does not have it. */
export function headerOf(request: HttpRequest, name: string): string | undefined {
  // Names come from the peer: `constructor` must not find what the record inherits.
  return Object.hasOwn(request.headers, name) ? request.headers[name]?.trim() : undefined;
}

/** The parts of an absolute https or http URL, or undefined when it is not one. */
export function parseTarget(url: string): RequestTarget | undefined {
  const colon = url.indexOf("://");
  const scheme = url.slice(0, Math.max(colon, 0)).toLowerCase();
  if (scheme !== "https" && scheme !== "http") return undefined;
  const start = colon + 3;
  let end = start;
  while (end < url.length && !"/?#".includes(url.charAt(end))) end++;
  const authority = tryCanonicalHost(url.slice(start, end), scheme);
  if (authority === undefined) return undefined;
  const hash = url.indexOf("#", end);
  const rest = url.slice(end, hash === -1 ? url.length : hash);
  return { scheme, authority, ...splitPath(rest.startsWith("/") ? rest : `/${rest}`) };
}

function splitPath(pathAndQuery: string): { path: string; query: string } {
  const mark = pathAndQuery.indexOf("?");
  return mark === -1
    ? { path: pathAndQuery, query: "" }
    : { path: pathAndQuery.slice(0, mark), query: pathAndQuery.slice(mark) };
}

function malformed(target: string): SignatureError {
  return new SignatureError("request_malformed", "The request has no usable target", {
    actual: target.slice(0, 200),
  });
}
