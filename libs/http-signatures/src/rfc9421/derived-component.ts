// Derived components of a request or response (RFC 9421 section 2.2).

import { type HttpMessage, type HttpRequest, type RequestTarget, requestTarget } from "../request.ts";
import { type Component, unsupportedComponent } from "./component.ts";
import { queryParameter } from "./query-param.ts";

/**
 * The value of a derived component. Throws `component_unsupported` for one that this kind of message does not have,
 * and as `queryParameter`.
 */
export function derivedComponent(
  component: Component,
  message: HttpMessage,
  target: RequestTarget | undefined,
): string {
  const { name, identifier } = component;
  if ("status" in message) {
    if (name === "@status") return String(message.status);
    throw unsupportedComponent(identifier);
  }
  return requestComponent(component, message, target ?? requestTarget(message));
}

function requestComponent(component: Component, request: HttpRequest, target: RequestTarget): string {
  const { scheme, authority, path, query } = target;
  switch (component.name) {
    case "@method":
      return request.method;
    case "@target-uri":
      return `${scheme}://${authority}${path === "*" ? "" : path}${query}`;
    case "@authority":
      return authority;
    case "@scheme":
      return scheme;
    case "@request-target":
      return request.url === undefined ? request.path : path + query;
    case "@path":
      return path;
    case "@query":
      return query === "" ? "?" : query;
    case "@query-param":
      return queryParameter(component, query);
    default:
      throw unsupportedComponent(component.identifier);
  }
}
