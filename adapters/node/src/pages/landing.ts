/** The front page: what this is, and the two ways in. */

import type { Counters, Instance, StatusView, UserRow } from "@mastic/core";
import { html } from "hono/html";
import { counted } from "./counted.ts";
import { layout, type Html } from "./layout.ts";
import { statusCard } from "./statusCard.ts";

export function landingPage(
  instance: Instance,
  counters: Counters,
  latest: readonly StatusView[],
  user: UserRow | undefined,
): Html {
  return layout(instance, {
    title: "Welcome",
    user,
    body: html`<h1>${instance.title}</h1>
      <p>${instance.description}</p>
      <div class="card">${user === undefined ? waysIn(instance) : whatNext(instance, user)}</div>
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

function waysIn(instance: Instance): Html {
  return html`<h2>Join in</h2>
    <p>This server is part of the Fediverse: talk with people on Mastodon and many other servers.</p>
    ${
      instance.registrations === "closed"
        ? html`<p class="soft">New accounts are made by the people who run this server.</p>`
        : html`<a class="button" href="/auth/sign_up">Sign up</a>`
    }
    <a class="button quiet" href="/auth/sign_in">Sign in</a>`;
}

function whatNext(instance: Instance, user: UserRow): Html {
  return html`<h2>You are signed in as @${user.handle}</h2>
    <p><a class="button" href="/sign-in">Open the web app</a></p>
    <p>
      Or open any Mastodon app. When it asks for your server, enter
      <span class="code">${instance.origin}</span>
    </p>
    <p>Others find you as <span class="code">@${user.handle}@${instance.host}</span></p>
    <form method="post" action="/auth/sign_out"><button class="quiet">Sign out</button></form>
    <p><a href="/settings/delete">Delete my account</a></p>`;
}
