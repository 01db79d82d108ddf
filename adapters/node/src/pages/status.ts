/** The page of one local status with its thread. */

import type { Instance, StatusView, Thread } from "@mastic/core";
import { htmlToText } from "@mastic/activitypub";
import { html } from "hono/html";
import { layout, type Html } from "./layout.ts";
import { statusCard } from "./statusCard.ts";

export function statusPage(instance: Instance, view: StatusView, around: Thread): Html {
  const name = view.account.displayName || view.account.username;
  const text = view.status.spoilerText ?? htmlToText(view.status.content);
  return layout(instance, {
    title: `${name}: ${text.slice(0, 60)}`,
    head: html`<link rel="alternate" type="application/activity+json" href="${view.status.uri}" />
      <meta property="og:type" content="article" />
      <meta property="og:title" content="${name} (@${view.account.acct}@${instance.host})" />
      <meta property="og:description" content="${text.slice(0, 300)}" />
      ${view.account.indexable ? "" : html`<meta name="robots" content="noindex" />`}`,
    body: html`<h1 class="soft">Post by ${name}</h1>
      ${around.ancestors.map((it) => statusCard(instance, it))} ${statusCard(instance, view)}
      ${
        around.descendants.length === 0
          ? ""
          : html`<h2>Replies</h2>
              ${around.descendants.map((it) => statusCard(instance, it))}`
      }`,
  });
}
