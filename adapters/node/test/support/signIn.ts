/** Signing in as a Mastodon client and its person do: registration, sign-in form, consent, code, token (RFC 6749 section 4.1). */

import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";

const OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";
const SCOPES = "read write follow push";

const application = z.object({ client_id: z.string(), client_secret: z.string() });
const token = z.object({ access_token: z.string(), token_type: z.literal("Bearer"), scope: z.string() });

export interface SignedIn {
  readonly accessToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** @param scopes that the application registers, asks for, and must get @throws {Error} when any step is refused */
export async function signIn(
  origin: string,
  handle: string,
  password: string,
  scopes = SCOPES,
): Promise<SignedIn> {
  const app = application.parse(
    await post(`${origin}/api/v1/apps`, {
      client_name: "The proof",
      redirect_uris: OUT_OF_BAND,
      scopes,
    }),
  );
  const verifier = randomBytes(32).toString("base64url");
  const authorize = new URLSearchParams({
    response_type: "code",
    client_id: app.client_id,
    redirect_uri: OUT_OF_BAND,
    scope: scopes,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const code = await authorizeAsPerson(origin, `/oauth/authorize?${authorize.toString()}`, handle, password);
  const granted = token.parse(
    await post(`${origin}/oauth/token`, {
      grant_type: "authorization_code",
      client_id: app.client_id,
      client_secret: app.client_secret,
      redirect_uri: OUT_OF_BAND,
      code,
      code_verifier: verifier,
    }),
  );
  if (granted.scope !== scopes) throw new Error(`Asked for ${scopes}, got ${granted.scope}.`);
  return { accessToken: granted.access_token, clientId: app.client_id, clientSecret: app.client_secret };
}

/**
 * What a person does in the browser with the address that an application opened.
 * @param path of `/oauth/authorize`, with its query, for the out-of-band redirect
 * @returns the authorization code that the last page shows
 */
export async function authorizeAsPerson(
  origin: string,
  path: string,
  handle: string,
  password: string,
): Promise<string> {
  const browser = new Browser(origin);
  const signInPage = await browser.get(path);
  const consentPage = await browser.submit(signInPage, { name: handle, password });
  const codePage = await browser.submit(consentPage, { decision: "allow" });
  const code = /<code>([^<]+)<\/code>/.exec(codePage)?.[1];
  if (code === undefined) throw new Error(`No authorization code in:\n${codePage}`);
  return code;
}

/** Cookies, redirects and the first form of a page: as much of a browser as signing in needs. */
class Browser {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  async get(path: string): Promise<string> {
    return this.#open(path, { method: "GET" });
  }

  /** Sends the page's first form, with its hidden fields and what the person fills in. */
  async submit(page: string, filled: Readonly<Record<string, string>>): Promise<string> {
    const form = /<form method="post" action="([^"]+)"[^>]*>(.*?)<\/form>/s.exec(page);
    if (form?.[1] === undefined || form[2] === undefined) throw new Error(`No form in:\n${page}`);
    const body = new URLSearchParams();
    for (const [, name = "", value = ""] of form[2].matchAll(
      /<input type="hidden" name="([^"]*)" value="([^"]*)"/g,
    )) {
      body.set(unescapeHtml(name), unescapeHtml(value));
    }
    for (const [name, value] of Object.entries(filled)) body.set(name, value);
    return this.#open(unescapeHtml(form[1]), { method: "POST", body });
  }

  async #open(path: string, init: { method: string; body?: URLSearchParams }): Promise<string> {
    const response = await fetch(new URL(path, this.#origin), {
      ...init,
      redirect: "manual",
      headers: {
        accept: "text/html",
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(init.method === "POST" ? { origin: this.#origin } : {}),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
    const next = response.headers.get("location");
    if (next !== null) return this.get(next);
    const page = await response.text();
    if (!response.ok) throw new Error(`${init.method} ${path}: ${response.status}\n${page}`);
    return page;
  }
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

async function post(url: string, fields: Readonly<Record<string, string>>): Promise<unknown> {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(fields) });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${text}`);
  return JSON.parse(text);
}
