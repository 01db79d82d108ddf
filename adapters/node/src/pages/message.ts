/** A page that says one thing: not found, gone, something went wrong. */

import { html } from "hono/html";
import type { Html } from "./html.ts";
import { layout } from "./layout.ts";
import type { PageSetting } from "./setting.ts";

export function messagePage(setting: PageSetting, title: string, text: string): Html {
  return layout(setting, {
    title,
    body: html`<h1>${title}</h1>
      <p>${text}</p>
      <p><a href="/">${setting.language.text("site.front")}</a></p>`,
  });
}
