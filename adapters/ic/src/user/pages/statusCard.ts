/** One status as a card. */

import { pictureUrl, type Instance, type MediaRow, type StatusView } from "@mastic/core";
import { html, sanitised, type Html } from "../../host/html.ts";

export function statusCard(instance: Instance, view: StatusView): Html {
  const { status, account, media } = view.boostOf ?? view;
  const avatar = account.avatar === null ? "/avatar.png" : pictureUrl(instance.origin, account.avatar);
  const shown = media.map((it) => attachment(instance, it));
  const text = html`<div class="content" lang="${status.language ?? ""}">${sanitised(status.content)}</div>
    ${shown.length === 0 ? null : html`<div class="media">${shown}</div>`}`;
  const isHidden = status.spoilerText !== null || status.sensitive;
  const at = new Date(status.createdAt).toISOString();
  return html`<article class="card">
    ${view.boostOf === null ? null : html`<p class="soft">Boosted by ${nameOf(view.account)}</p>`}
    <div class="byline">
      <img class="avatar" src="${avatar}" alt="" />
      <a href="${account.url}"
        ><strong>${nameOf(account)}</strong><br /><span class="soft">@${account.acct}</span></a
      >
    </div>
    ${
      isHidden
        ? html`<details>
            <summary>${status.spoilerText ?? "Sensitive content"}</summary>
            ${text}
          </details>`
        : text
    }
    <p class="soft meta">
      <a href="${status.url}"><time datetime="${at}">${at.slice(0, 10)}, ${at.slice(11, 16)} UTC</time></a>
      ${status.editedAt === null ? null : html` · edited`} ${counted(status.replyCount, "reply", "replies")}
      ${counted(status.boostCount, "boost", "boosts")} ${counted(status.likeCount, "like", "likes")}
    </p>
  </article> `;
}

export const nameOf = (account: { readonly displayName: string; readonly username: string }): string =>
  account.displayName || account.username;

/** `1 reply`, `2 replies`. */
export const counted = (number: number, one: string, more: string): Html =>
  html`<span><strong>${number}</strong> ${number === 1 ? one : more}</span>`;

function attachment(instance: Instance, media: MediaRow): Html {
  const url = media.blob === null ? media.remoteUrl : pictureUrl(instance.origin, media.blob);
  const description = media.description ?? "";
  if (url === null) return html``;
  if (media.kind === "image") return html`<img src="${url}" alt="${description}" loading="lazy" />`;
  if (media.kind === "audio")
    return html`<audio src="${url}" controls preload="none" aria-label="${description}"></audio>`;
  if (media.kind === "unknown")
    return html`<a href="${url}" rel="nofollow noopener noreferrer">${description || url}</a>`;
  return html`<video src="${url}" controls preload="none" aria-label="${description}"></video>`;
}
