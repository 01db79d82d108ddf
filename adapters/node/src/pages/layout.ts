/** The frame of every page that the node renders itself: small, readable by everybody, and of use without scripts. */

import type { UserRow } from "@mastic/core";
import { html } from "hono/html";
import { languages } from "../language/language.ts";
import type { Html } from "./html.ts";
import type { PageSetting } from "./setting.ts";

export interface Frame {
  readonly title: string;
  /** Tags for the head: alternate links, descriptions for previews. */
  readonly head?: Html;
  readonly body: Html;
  /** Whoever is signed in, where the page knows. */
  readonly user?: UserRow | undefined;
}

function entrances({ instance, language }: PageSetting, user: UserRow | undefined): Html {
  if (user !== undefined) return html`<a href="/@${user.handle}">@${user.handle}</a>`;
  return html`${
      instance.registrations === "closed"
        ? ""
        : html`<a href="/auth/sign_up">${language.text("site.signUp")}</a>`
    } <a href="/auth/sign_in">${language.text("site.signIn")}</a>`;
}

function otherLanguages({ language, addressIn }: PageSetting): Html | "" {
  if (addressIn === undefined) return "";
  return html`<footer class="site">
    <nav aria-label="${language.text("site.languages")}">
      ${languages.map(({ tag, name }) =>
        tag === language.tag
          ? html`<span aria-current="true" lang="${tag}">${name}</span>`
          : html`<a href="${addressIn(tag)}" lang="${tag}" hreflang="${tag}" rel="nofollow">${name}</a>`,
      )}
    </nav>
  </footer>`;
}

export function layout(setting: PageSetting, frame: Frame): Html {
  const { instance, language } = setting;
  return html`<!doctype html>
    <html lang="${language.tag}" dir="${language.direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${frame.title} · ${instance.title}</title>
        <link rel="stylesheet" href="/assets/pages.css" />
        <link rel="icon" href="/avatar.png" />
        ${frame.head ?? ""}
      </head>
      <body>
        <a class="skip" href="#main">${language.text("site.skip")}</a>
        <header class="site">
          <nav aria-label="${language.text("site.nav")}">
            <a class="name" href="/">${instance.title}</a>
            ${entrances(setting, frame.user)}
          </nav>
        </header>
        <main id="main">${frame.body}</main>
        ${otherLanguages(setting)}
      </body>
    </html>`;
}
