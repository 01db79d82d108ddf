/** Query strings as Mastodon reads them: lists as `name[]=…`, what is undefined left out. */

import type { QueryValue } from "../ports/transport.ts";

export function queryString(query: Readonly<Record<string, QueryValue>> = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (typeof value === "object") for (const item of value) parameters.append(`${name}[]`, item);
    else parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
