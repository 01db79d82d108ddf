/** The consent page: which application asks for what. */

import type { UserRow } from "@mastic/core";
import { html } from "hono/html";
import type { ApplicationRow } from "../oauth/tables.ts";
import type { Html } from "./html.ts";
import { layout } from "./layout.ts";
import { describeScope } from "./scope.ts";
import { said, type PageSetting } from "./setting.ts";

export function consentPage(
  setting: PageSetting,
  user: UserRow,
  application: ApplicationRow,
  scopes: readonly string[],
  /** The request's own parameters, sent back with the answer. */
  request: Readonly<Record<string, string>>,
): Html {
  const { language } = setting;
  const { name, website } = application;
  const asking = html`<strong>${name}</strong>${
      website === null ? "" : html` (<a href="${website}" rel="nofollow noopener noreferrer">${website}</a>)`
    }`;
  return layout(setting, {
    title: language.text("consent.title", { application: name }),
    user,
    body: html`<h1>${language.text("consent.question", { application: name })}</h1>
      <div class="card">
        <p>
          ${said(setting, "consent.asks", {
            application: asking,
            account: html`<strong dir="ltr">@${user.handle}</strong>`,
          })}
        </p>
        <ul class="scopes">
          ${scopes.map(
            (scope) => html`<li>${describeScope(language, scope)} <span class="soft">(${scope})</span></li>`,
          )}
        </ul>
        <form method="post" action="/oauth/authorize">
          ${Object.entries(request).map(
            ([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`,
          )}
          <button name="decision" value="allow">${language.text("consent.allow")}</button>
          <button name="decision" value="deny" class="quiet">${language.text("consent.deny")}</button>
        </form>
      </div>
      <form method="post" action="/auth/sign_out">
        <button class="quiet">${language.text("consent.notYou")}</button>
      </form>`,
  });
}

/** Out-of-band: the code to copy into the application. */
export function codePage(setting: PageSetting, user: UserRow, code: string): Html {
  const { language } = setting;
  return layout(setting, {
    title: language.text("consent.code"),
    user,
    body: html`<h1>${language.text("consent.code")}</h1>
      <p>${language.text("consent.copy")}</p>
      <p class="card" dir="ltr"><code>${code}</code></p>`,
  });
}
