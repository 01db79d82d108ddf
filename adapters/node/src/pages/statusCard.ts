/** One status as a card: its text is sanitised when it enters the store, so it may stand here as HTML. */

import { remoteMediaUrl, shownPictureUrl, type Instance, type MediaRow, type StatusView } from "@mastic/core";
import { html, raw } from "hono/html";
import { counted } from "./counted.ts";
import type { Html } from "./html.ts";
import type { PageSetting } from "./setting.ts";

function mediaUrlOf(instance: Instance, { blob, remoteUrl, kind }: MediaRow): string | null {
  if (blob !== null) return shownPictureUrl(instance, blob);
  // What is only a link leads to where the file is.
  return remoteUrl === null || kind === "unknown" ? remoteUrl : remoteMediaUrl(instance, remoteUrl);
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

export function statusCard({ instance, language }: PageSetting, view: StatusView): Html {
  const shown = view.boostOf ?? view;
  const { status, account } = shown;
  const avatar = account.avatar === null ? "/avatar.png" : shownPictureUrl(instance, account.avatar);
  const figures = [
    [status.replyCount, "replies"],
    [status.boostCount, "boosts"],
    [status.likeCount, "likes"],
  ] as const;
  const text = html`<div class="content" lang="${status.language ?? ""}" dir="auto">
      ${raw(status.content)}
    </div>
    ${
      shown.media.length === 0
        ? ""
        : html`<div class="media">${shown.media.map((media) => attachment(instance, media))}</div>`
    }`;
  return html`<article class="card">
    ${
      view.boostOf === null
        ? ""
        : html`<p class="soft">
            ${language.text("post.boostedBy", { name: view.account.displayName || view.account.username })}
          </p>`
    }
    <div class="byline">
      <img class="avatar" src="${avatar}" alt="" />
      <a href="${account.url}">
        <strong><bdi>${account.displayName || account.username}</bdi></strong
        ><br />
        <span class="soft" dir="ltr">@${account.acct}</span>
      </a>
    </div>
    ${
      status.spoilerText === null && !status.sensitive
        ? text
        : html`<details>
            <summary>${status.spoilerText ?? language.text("post.sensitive")}</summary>
            ${text}
          </details>`
    }
    <p class="soft meta">
      <a href="${status.url}"
        ><time datetime="${new Date(status.createdAt).toISOString()}"
          >${language.time(status.createdAt)}</time
        ></a
      >${status.editedAt === null ? "" : ` · ${language.text("post.edited")}`}
      ${figures.map(([number, what]) => html`<span>${counted(language, number, what)}</span>`)}
    </p>
  </article>`;
}
