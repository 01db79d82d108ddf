/** The frame of every page that the node renders itself: small, readable by everybody, and of use without scripts. */

import type { Instance, UserRow } from "@mastic/core";
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Frame {
  readonly title: string;
  /** Tags for the head: alternate links, descriptions for previews. */
  readonly head?: Html;
  readonly body: Html;
  /** Whoever is signed in, where the page knows. */
  readonly user?: UserRow | undefined;
}

function entrances(instance: Instance, user: UserRow | undefined): Html {
  if (user !== undefined) return html`<a href="/@${user.handle}">@${user.handle}</a>`;
  return html`${instance.registrations === "closed" ? "" : html`<a href="/auth/sign_up">Sign up</a>`}
    <a href="/auth/sign_in">Sign in</a>`;
}

export function layout(instance: Instance, frame: Frame): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${frame.title} · ${instance.title}</title>
        <link rel="stylesheet" href="/assets/pages.css" />
        <link rel="icon" href="/avatar.png" />
        ${frame.head ?? ""}
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="site">
          <nav aria-label="Site">
            <a class="name" href="/">${instance.title}</a>
            ${entrances(instance, frame.user)}
          </nav>
        </header>
        <main id="main">${frame.body}</main>
      </body>
    </html>`;
}
