/** The button that makes or uses a passkey: its script shows it where the browser can, fills the form and sends it. */

import { html } from "hono/html";
import type { Html } from "./html.ts";
import type { PageSetting } from "./setting.ts";

/** For the head of a page that has such a button; its policy must allow it. */
export const passkeyScript = html`<script type="module" src="/assets/passkeys.js"></script>`;

/**
 * A part of a form, whose field `passkey` takes the browser's answer.
 * @param it.act the call of `navigator.credentials`
 * @param it.options the path that is asked, with the fields of the form, what to ask of the authenticator
 */
export function passkeyButton(
  { language }: PageSetting,
  it: { readonly label: string; readonly act: "create" | "get"; readonly options: string },
): Html {
  return html`<div
    hidden
    data-passkey="${it.act}"
    data-options="${it.options}"
    data-again="${language.text("passkey.again")}"
    data-known="${language.text("passkey.known")}"
    data-impossible="${language.text("passkey.impossible")}"
  >
    <input type="hidden" name="passkey" value="" />
    <button type="button" class="quiet">${it.label}</button>
    <p class="error" role="alert"></p>
  </div>`;
}
