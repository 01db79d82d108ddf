/** The sign-in page. */

import type { Instance } from "@mastic/core";
import { html } from "hono/html";
import { relyingParty } from "../passkeys/relyingParty.ts";
import { field } from "./field.ts";
import { layout, type Html } from "./layout.ts";
import { passkeyButton, passkeyScript } from "./passkeyButton.ts";

export function signInPage(
  instance: Instance,
  form: { readonly name: string; readonly next: string },
  error: string | undefined,
): Html {
  return layout(instance, {
    title: "Sign in",
    head: passkeyScript,
    body: html`<h1>Sign in</h1>
      ${error === undefined ? "" : html`<p class="error" role="alert">${error}</p>`}
      <form method="post" action="/auth/sign_in" class="card">
        <input type="hidden" name="next" value="${form.next}" />
        ${field({
          name: "name",
          label: "Name or e-mail",
          value: form.name,
          autocomplete: "username",
          required: true,
        })}
        ${field({
          name: "password",
          label: "Password",
          type: "password",
          autocomplete: "current-password",
          required: true,
        })}
        <button>Sign in</button>
      </form>
      ${
        relyingParty(instance) === undefined
          ? ""
          : html`<form method="post" action="/auth/sign_in/passkey">
              <input type="hidden" name="next" value="${form.next}" />
              ${passkeyButton({ label: "Use a passkey", act: "get", options: "/auth/sign_in/passkey/options" })}
            </form>`
      }
      ${
        instance.registrations === "closed"
          ? ""
          : html`<p>New here? <a href="/auth/sign_up?next=${encodeURIComponent(form.next)}">Sign up</a></p>`
      }`,
  });
}
