/** The page of a local account: what a browser gets where a server gets the actor document. */

import { pictureUrl, type AccountRow, type Instance, type PageResult, type StatusView } from "@mastic/core";
import { htmlToText } from "@mastic/activitypub";
import { html, raw } from "hono/html";
import { counted } from "./counted.ts";
import { layout, type Html } from "./layout.ts";
import { statusCard } from "./statusCard.ts";

export function profilePage(
  instance: Instance,
  account: AccountRow,
  pinned: readonly StatusView[],
  page: PageResult<StatusView>,
): Html {
  const name = account.displayName || account.username;
  const picture = (key: string | null, missing: string): string =>
    key === null ? missing : pictureUrl(instance.origin, key);
  const address = `@${account.username}@${instance.host}`;
  return layout(instance, {
    title: `${name} (${address})`,
    head: html`<link rel="alternate" type="application/activity+json" href="${account.uri}" />
      <meta property="og:type" content="profile" />
      <meta property="og:title" content="${name} (${address})" />
      <meta property="og:description" content="${htmlToText(account.note).slice(0, 300)}" />
      <meta property="og:image" content="${picture(account.avatar, `${instance.origin}/avatar.png`)}" />
      ${account.indexable ? "" : html`<meta name="robots" content="noindex" />`}`,
    body: html`<section class="profile" aria-label="Profile">
        <img class="banner" src="${picture(account.header, "/header.png")}" alt="" />
        <img class="avatar" src="${picture(account.avatar, "/avatar.png")}" alt="" />
        <h1>${name}</h1>
        <p class="soft">${address}</p>
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
          <li>${counted(account.statusesCount, "post", "posts")}</li>
          <li><strong>${account.followingCount}</strong> following</li>
          <li>${counted(account.followersCount, "follower", "followers")}</li>
        </ul>
        <p class="soft">Follow from your own server: search for <span class="code">${address}</span>.</p>
      </section>
      ${
        pinned.length === 0
          ? ""
          : html`<h2>Pinned</h2>
              ${pinned.map((it) => statusCard(instance, it))}`
      }
      <h2>Posts</h2>
      ${
        page.items.length === 0
          ? html`<p class="soft">Nothing here yet.</p>`
          : page.items.map((it) => statusCard(instance, it))
      }
      ${
        page.items.length < 20 || page.oldest === undefined
          ? ""
          : html`<p><a rel="next" href="?max_id=${page.oldest.toString()}">Older posts</a></p>`
      }`,
  });
}
