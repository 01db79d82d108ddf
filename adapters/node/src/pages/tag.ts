/** The page of a hashtag: what the links in posts lead to. */

import type { PageResult, StatusView } from "@mastic/core";
import { html } from "hono/html";
import type { Html } from "./html.ts";
import { layout } from "./layout.ts";
import type { PageSetting } from "./setting.ts";
import { statusCard } from "./statusCard.ts";

/** @param tag in stored form, without `#` */
export function tagPage(setting: PageSetting, tag: string, page: PageResult<StatusView>): Html {
  const { language } = setting;
  return layout(setting, {
    title: `#${tag}`,
    body: html`<h1>#${tag}</h1>
      ${
        page.items.length === 0
          ? html`<p class="soft">${language.text("tag.nothing")}</p>`
          : page.items.map((it) => statusCard(setting, it))
      }
      ${
        page.isEnd || page.oldest === undefined
          ? ""
          : html`<p>
              <a rel="next" href="?max_id=${page.oldest.toString()}">${language.text("site.older")}</a>
            </p>`
      }`,
  });
}
