// Which headers pass through a gateway: not those that are about one connection only (RFC 9110 section
// 7.6.1), nor what a server must not send.
import type { HeaderField } from "./http-interface.ts";

const perConnection = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Node's `rawHeaders` as a canister gets them: names in lower case, repeated headers repeated. */
export function requestHeaders(raw: readonly string[]): HeaderField[] {
  const headers: HeaderField[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2)
    headers.push([(raw[at] ?? "").toLowerCase(), raw[at + 1] ?? ""]);
  return passing(headers);
}

/** A canister's headers as a client gets them; the length of the body is counted anew. */
export const responseHeaders = (headers: readonly HeaderField[]): HeaderField[] =>
  passing(headers).filter(([name, value]) => name.toLowerCase() !== "content-length" && isValid(name, value));

function passing(headers: readonly HeaderField[]): HeaderField[] {
  const named = headers
    .filter(([name]) => name.toLowerCase() === "connection")
    .flatMap(([, value]) =>
      value
        .toLowerCase()
        .split(",")
        .map((name) => name.trim()),
    );
  return headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return !perConnection.has(lower) && !named.includes(lower);
  });
}

/** RFC 9110 section 5.1 and 5.5: a token, and a value without line breaks and other control characters. */
const isValid = (name: string, value: string): boolean =>
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
