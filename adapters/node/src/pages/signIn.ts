/** The sign-in page. */

import { html } from "hono/html";
import type { TextId } from "../language/english.ts";
import { relyingParty } from "../passkeys/relyingParty.ts";
import { field } from "./field.ts";
import type { Html } from "./html.ts";
import { layout } from "./layout.ts";
import { passkeyButton, passkeyScript } from "./passkeyButton.ts";
import { said, type PageSetting } from "./setting.ts";

export function signInPage(
  setting: PageSetting,
  form: { readonly name: string; readonly next: string },
  error: TextId | undefined,
): Html {
  const { instance, language } = setting;
  const signUp = html`<a href="/auth/sign_up?next=${encodeURIComponent(form.next)}"
    >${language.text("site.signUp")}</a
  >`;
  return layout(setting, {
    title: language.text("signIn.title"),
    head: passkeyScript,
    body: html`<h1>${language.text("signIn.title")}</h1>
      ${error === undefined ? "" : html`<p class="error" role="alert">${language.text(error)}</p>`}
      <form method="post" action="/auth/sign_in" class="card">
        <input type="hidden" name="next" value="${form.next}" />
        ${field({
          name: "name",
          label: language.text("signIn.name"),
          value: form.name,
          autocomplete: "username",
          required: true,
        })}
        ${field({
          name: "password",
          label: language.text("signIn.password"),
          type: "password",
          autocomplete: "current-password",
          required: true,
        })}
        <button>${language.text("site.signIn")}</button>
      </form>
      ${
        relyingParty(instance) === undefined
          ? ""
          : html`<form method="post" action="/auth/sign_in/passkey">
              <input type="hidden" name="next" value="${form.next}" />
              ${passkeyButton(setting, {
                label: language.text("signIn.withPasskey"),
                act: "get",
                options: "/auth/sign_in/passkey/options",
              })}
            </form>`
      }
      ${instance.registrations === "closed" ? "" : html`<p>${said(setting, "signIn.new", { signUp })}</p>`}`,
  });
}
