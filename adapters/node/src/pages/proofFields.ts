/** The end of a form that only the owner of the account may send: a password and the button, and a passkey instead. */

import { html } from "hono/html";
import type { SignInMeans } from "../accounts/signInMeans.ts";
import { field } from "./field.ts";
import type { Html } from "./layout.ts";
import { passkeyButton } from "./passkeyButton.ts";

export function proofFields(
  { hasPassword, passkeys }: SignInMeans,
  it: { readonly label: string; readonly button: string; readonly error: string | undefined },
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
      ? html`${password}<button>${it.button}</button>`
      : error && html`<p class="error" role="alert">${error.message}</p>`
  }
  ${
    passkeys.length === 0
      ? ""
      : passkeyButton({ label: `${it.button} with a passkey`, act: "get", options: "/auth/proof" })
  }`;
}
