/** The front page: what this is, and the two ways in. */

import type { Counters, StatusView, UserRow } from "@mastic/core";
import { html } from "hono/html";
import { APP_DOOR } from "../http/webAppAddresses.ts";
import { counted } from "./counted.ts";
import type { Html } from "./html.ts";
import { layout } from "./layout.ts";
import { said, type PageSetting } from "./setting.ts";
import { statusCard } from "./statusCard.ts";

export function landingPage(
  setting: PageSetting,
  counters: Counters,
  latest: readonly StatusView[],
  user: UserRow | undefined,
  hasWebApp: boolean,
): Html {
  const { instance, language } = setting;
  return layout(setting, {
    title: language.text("landing.title"),
    user,
    body: html`<h1>${instance.title}</h1>
      <p>${instance.description}</p>
      <div class="card">
        ${user === undefined ? waysIn(setting, hasWebApp) : whatNext(setting, user, hasWebApp)}
      </div>
      <ul class="counts">
        <li>${counted(language, counters.users, "people")}</li>
        <li>${counted(language, counters.statuses, "posts")}</li>
      </ul>
      ${
        latest.length === 0
          ? ""
          : html`<h2>${language.text("landing.latest")}</h2>
              ${latest.map((it) => statusCard(setting, it))}`
      }`,
  });
}

function waysIn({ instance, language }: PageSetting, hasWebApp: boolean): Html {
  return html`<h2>${language.text("landing.join")}</h2>
    <p>${language.text("landing.fediverse")}</p>
    ${
      instance.registrations === "closed"
        ? html`<p class="soft">${language.text("signUp.closed")}</p>`
        : html`<a class="button" href="/auth/sign_up">${language.text("site.signUp")}</a>`
    }
    <a class="button quiet" href="/auth/sign_in">${language.text("site.signIn")}</a>
    ${
      hasWebApp
        ? html`<p>
            ${language.text("landing.thenApp")}
            <a href="/public/local">${language.text("landing.look")}</a>
          </p>`
        : ""
    }`;
}

function whatNext(setting: PageSetting, user: UserRow, hasWebApp: boolean): Html {
  const { instance, language } = setting;
  const code = (text: string): Html => html`<span class="code" dir="ltr">${text}</span>`;
  return html`<h2>${language.text("landing.signedIn", { handle: user.handle })}</h2>
    ${
      hasWebApp
        ? html`<p><a class="button" href="${APP_DOOR}">${language.text("landing.openApp")}</a></p>`
        : ""
    }
    <p>
      ${said(setting, hasWebApp ? "landing.otherApps" : "landing.apps", { origin: code(instance.origin) })}
    </p>
    <p>${said(setting, "landing.found", { address: code(`@${user.handle}@${instance.host}`) })}</p>
    <form method="post" action="/auth/sign_out">
      <button class="quiet">${language.text("site.signOut")}</button>
    </form>
    <p><a href="/settings/delete">${language.text("landing.delete")}</a></p>`;
}
