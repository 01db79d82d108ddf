// The messages that are signed or verified, as plain records, and what a request's target means (RFC 9110 section 7.1).

import { canonicalAuthority } from "./authority.ts";
import { SignatureError } from "./error.ts";
import { type Fields, fieldValue } from "./field.ts";

interface MessageParts {
  readonly headers: Fields;
  /** Fields that came after the content (RFC 9110 section 6.5). */
  readonly trailers?: Fields | undefined;
  /** The content exactly as sent or received. */
  readonly body?: Uint8Array | undefined;
}

interface RequestParts extends MessageParts {
  /** As sent; methods are case-sensitive. */
  readonly method: string;
}

/** A request with its absolute target, `https://host/path?query`; international hosts as A-labels. */
export interface AbsoluteRequest extends RequestParts {
  readonly url: string;
  readonly path?: never;
}

/** A request as a server sees it. */
export interface OriginRequest extends RequestParts {
  /**
   * The request target as it was sent (RFC 9112 section 3.2): path with query, `/users/alice/inbox?x=1`; `*` for the
   * server itself; through a proxy the absolute `https://host/path`, or of CONNECT `host:443`, which name the host.
   */
  readonly path: string;
  readonly url?: never;
  /** Host with port unless it is the scheme's own. */
  readonly host: string;
  /** `https` unless said; an absolute `path` has to have the same. */
  readonly scheme?: "https" | "http" | undefined;
}

/** A request that is signed or verified. */
export type HttpRequest = AbsoluteRequest | OriginRequest;

/** A response that is signed or verified. */
export interface HttpResponse extends MessageParts {
  /** Three digits. */
  readonly status: number;
  /** The request that it answers, which a signature should cover too (RFC 9421 section 2.4). */
  readonly request?: HttpRequest | undefined;
}

/** What is signed or verified. */
export type HttpMessage = HttpRequest | HttpResponse;

const METHODS_WITH_CONTENT = ["POST", "PUT", "PATCH"];

/** Whether a digest has to speak for the content: there is some, or the method is one that carries it. */
export function hasContent(message: HttpMessage): boolean {
  if (message.body !== undefined && message.body.length > 0) return true;
  return "method" in message && METHODS_WITH_CONTENT.includes(message.method.toUpperCase());
}

/** The content; none is the empty one. */
export function contentOf(message: HttpMessage): Uint8Array {
  return message.body ?? new Uint8Array();
}

/** The parts of a request's target. */
export interface RequestTarget {
  readonly scheme: "https" | "http";
  /** Canonical, without the scheme's own port (RFC 9421 section 2.2.3). */
  readonly authority: string;
  /** Begins with `/`, or is `*`. */
  readonly path: string;
  /** With its `?`, or empty when there is none. */
  readonly query: string;
}

/** The parts of the target. Throws `request_malformed` when the record does not name one. */
export function requestTarget(request: HttpRequest): RequestTarget {
  const target = request.url === undefined ? targetAsSent(request) : parseTarget(request.url);
  if (target === undefined) {
    throw new SignatureError("request_malformed", "The request has no target", {
      actual: (request.url ?? `${request.host} ${request.path}`).slice(0, 300),
    });
  }
  return target;
}

/** RFC 9112 section 3.2: a target has no fragment, and that of CONNECT is host and port alone. */
function targetAsSent({ method, path, host, scheme = "https" }: OriginRequest): RequestTarget | undefined {
  if (path === "*" || path.startsWith("/")) return targetOf(scheme, host, path);
  if (method === "CONNECT") return targetOf(scheme, /:\d+$/.test(path) ? path : "", "/");
  const target = parseTarget(path.includes("#") ? "" : path);
  return target?.scheme === scheme ? target : undefined;
}

/** The value of a header field, or undefined when the message does not have it. */
export function headerOf(message: HttpMessage, name: string): string | undefined {
  return fieldValue(message.headers, name);
}

/** Scheme, authority, path with query; what follows is the fragment. */
const URL_PARTS = /^http(s?):\/\/([^/?#]*)([^#]*)/i;

/** The parts of an absolute https or http URL, or undefined when it is not one. */
export function parseTarget(url: string): RequestTarget | undefined {
  const [, secure, host = "", rest = ""] = URL_PARTS.exec(url) ?? [];
  return targetOf(secure === "" ? "http" : "https", host, rest.startsWith("/") ? rest : `/${rest}`);
}

function targetOf(scheme: "https" | "http", host: string, pathAndQuery: string): RequestTarget | undefined {
  const authority = canonicalAuthority(host, scheme);
  if (authority === undefined) return undefined;
  const mark = pathAndQuery.indexOf("?");
  const end = mark === -1 ? pathAndQuery.length : mark;
  return { scheme, authority, path: pathAndQuery.slice(0, end), query: pathAndQuery.slice(end) };
}
