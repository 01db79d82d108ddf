/** The sign-up page. */

import type { Policy } from "@mastic/core";
import { html } from "hono/html";
import { FormError } from "../accounts/formError.ts";
import { PASSWORD_MIN } from "../accounts/signUp.ts";
import type { PasskeyError } from "../passkeys/error.ts";
import { relyingParty } from "../passkeys/relyingParty.ts";
import { field } from "./field.ts";
import { handleField, handleScript } from "./handleField.ts";
import type { Html } from "./html.ts";
import { layout } from "./layout.ts";
import { passkeyButton, passkeyScript } from "./passkeyButton.ts";
import { said, type PageSetting } from "./setting.ts";

export interface SignUpFields {
  readonly handle: string;
  readonly email: string;
  readonly invitation: string;
  readonly next: string;
}

export function signUpPage(
  setting: PageSetting,
  policy: Policy,
  form: SignUpFields,
  fault: FormError | PasskeyError | undefined,
): Html {
  const { instance, language } = setting;
  const signIn = html`<a href="/auth/sign_in?next=${encodeURIComponent(form.next)}"
    >${language.text("site.signIn")}</a
  >`;
  return layout(setting, {
    title: language.text("signUp.title"),
    head: html`${passkeyScript}${handleScript}`,
    body: html`<h1>${language.text("signUp.title")}</h1>
      ${
        fault === undefined || fault instanceof FormError
          ? ""
          : html`<p class="error" role="alert">${language.text(fault.text)}</p>`
      }
      ${
        instance.registrations === "closed"
          ? html`<p>${language.text("signUp.closed")}</p>`
          : html`${rulesOf(setting, policy)}
            ${formOf(setting, form, fault instanceof FormError ? fault : undefined)}`
      }
      <p>${said(setting, "signUp.already", { signIn })}</p>`,
  });
}

function formOf(setting: PageSetting, form: SignUpFields, fault: FormError | undefined): Html {
  const { instance, language } = setting;
  const error = fault && { field: fault.field, message: language.text(fault.text, fault.values) };
  return html`<form method="post" action="/auth/sign_up" class="card">
    <input type="hidden" name="next" value="${form.next}" />
    ${handleField(setting, {
      value: form.handle,
      error: error?.field === "handle" ? error.message : undefined,
    })}
    ${field({
      name: "email",
      label: language.text("signUp.email"),
      type: "email",
      value: form.email,
      hint: language.text("signUp.emailHint"),
      autocomplete: "email",
      error,
    })}
    ${
      instance.registrations === "invite"
        ? field({
            name: "invitation",
            label: language.text("signUp.invitation"),
            value: form.invitation,
            required: true,
            error,
          })
        : ""
    }
    ${field({
      name: "password",
      label: language.text("signUp.password"),
      type: "password",
      hint: language.text("signUp.passwordHint", { least: PASSWORD_MIN }),
      autocomplete: "new-password",
      required: true,
      error,
    })}
    <button>${language.text("signUp.create")}</button>
    ${
      relyingParty(instance) === undefined
        ? ""
        : passkeyButton(setting, {
            label: language.text("signUp.withPasskey"),
            act: "create",
            options: "/auth/sign_up/passkey",
          })
    }
  </form>`;
}

/** What one agrees to by signing up, before the form. */
function rulesOf({ language }: PageSetting, { rules }: Policy): Html | "" {
  if (rules.length === 0) return "";
  return html`<h2>${language.text("signUp.agree")}</h2>
    <ol>
      ${rules.map((rule) => html`<li>${rule}</li>`)}
    </ol>`;
}
