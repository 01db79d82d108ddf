/**
 * Which language a browser is answered in: the one that was chosen with `lang` (as Mastodon's `/oauth/authorize` takes
 * it), now or before, or else the best of `Accept-Language` (RFC 9110 section 12.5.4).
 */

import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { parseAccept } from "hono/utils/accept";
import { languageFor, languages, type Language } from "./language.ts";

const COOKIE = "mastic_lang";
const YEAR_SECONDS = 365 * 24 * 3_600;

/** Remembers what was chosen, where the browser would not ask for it anyway. */
export function requestLanguage(c: Context, { origin }: { readonly origin: string }): Language {
  const before = languageFor(getCookie(c, COOKIE) ?? "") ?? preferred(c.req.header("accept-language") ?? "");
  const chosen = languageFor(c.req.query("lang") ?? "");
  if (chosen === undefined || chosen === before) return before;
  setCookie(c, COOKIE, chosen.tag, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: origin.startsWith("https:"),
    maxAge: YEAR_SECONDS,
  });
  return chosen;
}

function preferred(header: string): Language {
  const [best] = parseAccept(header)
    .filter(({ q }) => q > 0)
    .flatMap(({ type }) => languageFor(type) ?? []);
  return best ?? languages[0];
}
