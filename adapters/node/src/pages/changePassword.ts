/** The page on which people choose another password. */

import type { UserRow } from "@mastic/core";
import { html } from "hono/html";
import type { SignInMeans } from "../accounts/signInMeans.ts";
import { field } from "./field.ts";
import type { Html } from "./html.ts";
import { layout } from "./layout.ts";
import { passkeyScript } from "./passkeyButton.ts";
import { proofFields } from "./proofFields.ts";
import type { PageSetting } from "./setting.ts";

/** What is wrong with one of the passwords; with the proof that it is they, `password`. */
export interface PasswordFault {
  readonly field: "password" | "newPassword";
  readonly message: string;
}

/** @param means how they can sign in: who has no password yet sets one */
export function changePasswordPage(
  setting: PageSetting,
  user: UserRow,
  means: SignInMeans,
  error: PasswordFault | undefined,
): Html {
  const { language } = setting;
  const title = language.text(means.hasPassword ? "changePassword.change" : "changePassword.set");
  const act = means.hasPassword ? "changePassword.changeIt" : "changePassword.setIt";
  return layout(setting, {
    title,
    user,
    head: passkeyScript,
    body: html`<h1>${title}</h1>
      <p>${language.text("changePassword.text")}</p>
      <form method="post" action="/settings/password" class="card">
        ${field({
          name: "newPassword",
          label: language.text("changePassword.new"),
          type: "password",
          autocomplete: "new-password",
          required: true,
          error,
        })}
        ${proofFields(setting, means, {
          label: language.text("changePassword.now"),
          button: language.text(act),
          withPasskey: language.text(`${act}WithPasskey`),
          error: error?.field === "password" ? error.message : undefined,
        })}
      </form>
      <p><a href="/">${language.text("changePassword.keep")}</a></p>`,
  });
}

export function passwordChangedPage(setting: PageSetting): Html {
  const { language } = setting;
  const title = language.text("changePassword.done");
  return layout(setting, {
    title,
    body: html`<h1>${title}</h1>
      <p>${language.text("changePassword.signedOut")}</p>
      <p><a href="/sign-in">${language.text("changePassword.signIn")}</a></p>`,
  });
}
