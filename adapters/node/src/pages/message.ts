/** A page that says one thing: not found, gone, something went wrong. */

import type { Instance } from "@mastic/core";
import { html } from "hono/html";
import { layout, type Html } from "./layout.ts";

export function messagePage(instance: Instance, title: string, text: string): Html {
  return layout(instance, {
    title,
    body: html`<h1>${title}</h1>
      <p>${text}</p>
      <p><a href="/">Go to the front page</a></p>`,
  });
}
