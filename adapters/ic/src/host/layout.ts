/** The frame of a page: small, without scripts; its style sheet is the Federation's. */

import type { HttpResponse, Instance } from "@mastic/core";
import { html, type Html } from "./html.ts";

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  // Nothing from elsewhere but pictures and media of the posts shown.
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src * data:; media-src *; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  "x-frame-options": "DENY",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  vary: "Accept",
} as const;

export interface Frame {
  readonly title: string;
  readonly head: Html;
  readonly body: Html;
}

export function page(instance: Instance, { title, head, body }: Frame, status = 200): HttpResponse {
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${instance.title}</title>
        <link rel="stylesheet" href="/assets/pages.css" />
        <link rel="icon" href="/avatar.png" />
        ${head}
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="site">
          <nav aria-label="Site"><a class="name" href="/">${instance.title}</a></nav>
        </header>
        <main id="main">${body}</main>
      </body>
    </html> `;
  const cacheControl = status === 200 ? "public, max-age=60" : "no-store";
  return {
    status,
    headers: { ...HEADERS, "cache-control": cacheControl },
    body: new TextEncoder().encode(text),
  };
}

export function messagePage(instance: Instance, status: number, title: string, text: string): HttpResponse {
  return page(
    instance,
    {
      title,
      head: html``,
      body: html`<h1>${title}</h1>
        <p>${text}</p>`,
    },
    status,
  );
}
