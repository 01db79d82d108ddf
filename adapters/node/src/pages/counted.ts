/** Numbers with what they count, as people say them. */

import { html } from "hono/html";
import type { Html } from "./layout.ts";

/** `1 reply`, `2 replies`. */
export function counted(number: number, one: string, more: string): Html {
  return html`<strong>${number}</strong> ${number === 1 ? one : more}`;
}
