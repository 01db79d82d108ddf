/** The front page: what this is, and the two ways in. */

import type { Counters, Instance, StatusView, UserRow } from "@mastic/core";
import { html } from "hono/html";
import { APP_DOOR } from "../http/webAppAddresses.ts";
import { counted } from "./counted.ts";
import { layout, type Html } from "./layout.ts";
import { statusCard } from "./statusCard.ts";

export function landingPage(
  instance: Instance,
  counters: Counters,
  latest: readonly StatusView[],
  user: UserRow | undefined,
  hasWebApp: boolean,
): Html {
  return layout(instance, {
    title: "Welcome",
    user,
    body: html`<h1>${instance.title}</h1>
      <p>${instance.description}</p>
      <div class="card">
        ${user === undefined ? waysIn(instance, hasWebApp) : whatNext(instance, user, hasWebApp)}
      </div>
      <ul class="counts">
        <li>${counted(counters.users, "person", "people")}</li>
        <li>${counted(counters.statuses, "post", "posts")}</li>
      </ul>
      ${
        latest.length === 0
          ? ""
          : html`<h2>Latest posts</h2>
              ${latest.map((it) => statusCard(instance, it))}`
      }`,
  });
}

function waysIn(instance: Instance, hasWebApp: boolean): Html {
  return html`<h2>Join in</h2>
    <p>This server is part of the Fediverse: talk with people on Mastodon and many other servers.</p>
    ${
      instance.registrations === "closed"
        ? html`<p class="soft">New accounts are made by the people who run this server.</p>`
        : html`<a class="button" href="/auth/sign_up">Sign up</a>`
    }
    <a class="button quiet" href="/auth/sign_in">Sign in</a>
    ${
      hasWebApp
        ? html`<p>
            Then use the web app here, or any Mastodon app.
            <a href="/public/local">Look around in the web app</a>
          </p>`
        : ""
    }`;
}

function whatNext(instance: Instance, user: UserRow, hasWebApp: boolean): Html {
  return html`<h2>You are signed in as @${user.handle}</h2>
    ${hasWebApp ? html`<p><a class="button" href="${APP_DOOR}">Open the web app</a></p>` : ""}
    <p>
      ${hasWebApp ? "Or open" : "Open"} any Mastodon app. When it asks for your server, enter
      <span class="code">${instance.origin}</span>
    </p>
    <p>Others find you as <span class="code">@${user.handle}@${instance.host}</span></p>
    <form method="post" action="/auth/sign_out"><button class="quiet">Sign out</button></form>
    <p><a href="/settings/delete">Delete my account</a></p>`;
}
