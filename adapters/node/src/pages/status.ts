/** The page of one local status with its thread. */

import type { StatusView, Thread } from "@mastic/core";
import { htmlToText } from "@mastic/activitypub";
import { html } from "hono/html";
import type { Html } from "./html.ts";
import { layout } from "./layout.ts";
import type { PageSetting } from "./setting.ts";
import { statusCard } from "./statusCard.ts";

export function statusPage(setting: PageSetting, view: StatusView, around: Thread): Html {
  const { instance, language } = setting;
  const name = view.account.displayName || view.account.username;
  const text = view.status.spoilerText ?? htmlToText(view.status.content);
  return layout(setting, {
    title: `${name}: ${text.slice(0, 60)}`,
    head: html`<link rel="alternate" type="application/activity+json" href="${view.status.uri}" />
      <meta property="og:type" content="article" />
      <meta property="og:title" content="${name} (@${view.account.acct}@${instance.host})" />
      <meta property="og:description" content="${text.slice(0, 300)}" />
      ${view.account.indexable ? "" : html`<meta name="robots" content="noindex" />`}`,
    body: html`<h1 class="soft">${language.text("post.by", { name })}</h1>
      ${around.ancestors.map((it) => statusCard(setting, it))} ${statusCard(setting, view)}
      ${
        around.descendants.length === 0
          ? ""
          : html`<h2>${language.text("post.replies")}</h2>
              ${around.descendants.map((it) => statusCard(setting, it))}`
      }`,
  });
}
