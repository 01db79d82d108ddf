/** One status as a card: its text is sanitised when it enters the store, so it may stand here as HTML. */

import { pictureUrl, type Instance, type MediaRow, type StatusView } from "@mastic/core";
import { html, raw } from "hono/html";
import { counted } from "./counted.ts";
import type { Html } from "./layout.ts";

function mediaUrlOf(instance: Instance, media: MediaRow): string | null {
  return media.blob === null ? media.remoteUrl : pictureUrl(instance.origin, media.blob);
}

function attachment(instance: Instance, media: MediaRow): Html {
  const url = mediaUrlOf(instance, media);
  const description = media.description ?? "";
  if (url === null) return html``;
  switch (media.kind) {
    case "image":
      return html`<img src="${url}" alt="${description}" loading="lazy" />`;
    case "gifv":
    case "video":
      return html`<video src="${url}" controls preload="none" aria-label="${description}"></video>`;
    case "audio":
      return html`<audio src="${url}" controls preload="none" aria-label="${description}"></audio>`;
    case "unknown":
      return html`<a href="${url}" rel="nofollow noopener noreferrer">${description || url}</a>`;
  }
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `21 Nov 2026, 08:30 UTC`. @param millis ms since the Unix epoch */
function timeInWords(millis: number): string {
  const date = new Date(millis);
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}

export function statusCard(instance: Instance, view: StatusView): Html {
  const shown = view.boostOf ?? view;
  const { status, account } = shown;
  const avatar = account.avatar === null ? "/avatar.png" : pictureUrl(instance.origin, account.avatar);
  const figures = [
    [status.replyCount, "reply", "replies"],
    [status.boostCount, "boost", "boosts"],
    [status.likeCount, "like", "likes"],
  ] as const;
  const text = html`<div class="content" lang="${status.language ?? ""}">${raw(status.content)}</div>
    ${
      shown.media.length === 0
        ? ""
        : html`<div class="media">${shown.media.map((media) => attachment(instance, media))}</div>`
    }`;
  return html`<article class="card">
    ${
      view.boostOf === null
        ? ""
        : html`<p class="soft">Boosted by ${view.account.displayName || view.account.username}</p>`
    }
    <div class="byline">
      <img class="avatar" src="${avatar}" alt="" />
      <a href="${account.url}">
        <strong>${account.displayName || account.username}</strong><br />
        <span class="soft">@${account.acct}</span>
      </a>
    </div>
    ${
      status.spoilerText === null && !status.sensitive
        ? text
        : html`<details>
            <summary>${status.spoilerText ?? "Sensitive content"}</summary>
            ${text}
          </details>`
    }
    <p class="soft meta">
      <a href="${status.url}"
        ><time datetime="${new Date(status.createdAt).toISOString()}"
          >${timeInWords(status.createdAt)}</time
        ></a
      >${status.editedAt === null ? "" : " · edited"}
      ${figures.map(([number, one, more]) => html`<span>${counted(number, one, more)}</span>`)}
    </p>
  </article>`;
}
