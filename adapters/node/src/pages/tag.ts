/** The page of a hashtag: what the links in posts lead to. */

import type { Instance, PageResult, StatusView } from "@mastic/core";
import { html } from "hono/html";
import { layout, type Html } from "./layout.ts";
import { statusCard } from "./statusCard.ts";

/** @param tag in stored form, without `#` */
export function tagPage(instance: Instance, tag: string, page: PageResult<StatusView>): Html {
  return layout(instance, {
    title: `#${tag}`,
    body: html`<h1>#${tag}</h1>
      ${
        page.items.length === 0
          ? html`<p class="soft">Nobody has posted about this yet.</p>`
          : page.items.map((it) => statusCard(instance, it))
      }
      ${
        page.isEnd || page.oldest === undefined
          ? ""
          : html`<p><a rel="next" href="?max_id=${page.oldest.toString()}">Older posts</a></p>`
      }`,
  });
}
