/** The end of a form that only the owner of the account may send: a password and the button, and a passkey instead. */

import { html } from "hono/html";
import type { SignInMeans } from "../accounts/signInMeans.ts";
import { field } from "./field.ts";
import type { Html } from "./html.ts";
import { passkeyButton } from "./passkeyButton.ts";
import type { PageSetting } from "./setting.ts";

/** @param it.error what is wrong with the proof, in words for the person */
export function proofFields(
  setting: PageSetting,
  { hasPassword, passkeys }: SignInMeans,
  it: {
    readonly label: string;
    readonly button: string;
    readonly withPasskey: string;
    /** What it does cannot be undone. */
    readonly isGrave?: boolean;
    readonly error: string | undefined;
  },
): Html {
  const error = it.error === undefined ? undefined : { field: "password", message: it.error };
  const password = field({
    name: "password",
    label: it.label,
    type: "password",
    autocomplete: "current-password",
    required: true,
    error,
  });
  return html`${
    hasPassword
      ? html`${password}<button class="${it.isGrave === true ? "bad" : ""}">${it.button}</button>`
      : error && html`<p class="error" role="alert">${error.message}</p>`
  }
  ${
    passkeys.length === 0
      ? ""
      : passkeyButton(setting, { label: it.withPasskey, act: "get", options: "/auth/proof" })
  }`;
}
