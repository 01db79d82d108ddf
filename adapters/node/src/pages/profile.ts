/** The page of a local account: what a browser gets where a server gets the actor document. */

import { shownPictureUrl, type AccountRow, type PageResult, type StatusView } from "@mastic/core";
import { htmlToText } from "@mastic/activitypub";
import { html, raw } from "hono/html";
import { counted } from "./counted.ts";
import type { Html } from "./html.ts";
import { layout } from "./layout.ts";
import { said, type PageSetting } from "./setting.ts";
import { statusCard } from "./statusCard.ts";

export function profilePage(
  setting: PageSetting,
  account: AccountRow,
  pinned: readonly StatusView[],
  page: PageResult<StatusView>,
): Html {
  const { instance, language } = setting;
  const name = account.displayName || account.username;
  const picture = (key: string | null, missing: string): string =>
    key === null ? missing : shownPictureUrl(instance, key);
  const address = `@${account.username}@${instance.host}`;
  return layout(setting, {
    title: `${name} (${address})`,
    head: html`<link rel="alternate" type="application/activity+json" href="${account.uri}" />
      <meta property="og:type" content="profile" />
      <meta property="og:title" content="${name} (${address})" />
      <meta property="og:description" content="${htmlToText(account.note).slice(0, 300)}" />
      <meta property="og:image" content="${picture(account.avatar, `${instance.origin}/avatar.png`)}" />
      ${account.indexable ? "" : html`<meta name="robots" content="noindex" />`}`,
    body: html`<section class="profile" aria-label="${language.text("profile.label")}">
        <img class="banner" src="${picture(account.header, "/header.png")}" alt="" />
        <img class="avatar" src="${picture(account.avatar, "/avatar.png")}" alt="" />
        <h1 dir="auto">${name}</h1>
        <p class="soft"><span dir="ltr">${address}</span></p>
        <div>${raw(account.note)}</div>
        ${
          account.fields.length === 0
            ? ""
            : html`<dl class="fields">
                ${account.fields.map(
                  (field) =>
                    html`<dt>${field.name}</dt>
                      <dd>${raw(field.value)}</dd>`,
                )}
              </dl>`
        }
        <ul class="counts">
          <li>${counted(language, account.statusesCount, "posts")}</li>
          <li>${counted(language, account.followingCount, "following")}</li>
          <li>${counted(language, account.followersCount, "followers")}</li>
        </ul>
        <p class="soft">
          ${said(setting, "profile.follow", { address: html`<span class="code" dir="ltr">${address}</span>` })}
        </p>
      </section>
      ${
        pinned.length === 0
          ? ""
          : html`<h2>${language.text("profile.pinned")}</h2>
              ${pinned.map((it) => statusCard(setting, it))}`
      }
      <h2>${language.text("profile.posts")}</h2>
      ${
        page.items.length === 0
          ? html`<p class="soft">${language.text("profile.nothing")}</p>`
          : page.items.map((it) => statusCard(setting, it))
      }
      ${
        page.items.length < 20 || page.oldest === undefined
          ? ""
          : html`<p>
              <a rel="next" href="?max_id=${page.oldest.toString()}">${language.text("site.older")}</a>
            </p>`
      }`,
  });
}
