/** The page on which people choose another password. */

import type { Instance, UserRow } from "@mastic/core";
import { html } from "hono/html";
import type { SignInMeans } from "../accounts/signInMeans.ts";
import { field } from "./field.ts";
import { layout, type Html } from "./layout.ts";
import { passkeyScript } from "./passkeyButton.ts";
import { proofFields } from "./proofFields.ts";

/** What is wrong with one of the passwords; with the proof that it is they, `password`. */
export interface PasswordFault {
  readonly field: "password" | "newPassword";
  readonly message: string;
}

/** @param means how they can sign in: who has no password yet sets one */
export function changePasswordPage(
  instance: Instance,
  user: UserRow,
  means: SignInMeans,
  error: PasswordFault | undefined,
): Html {
  const title = means.hasPassword ? "Change your password" : "Set a password";
  return layout(instance, {
    title,
    user,
    head: passkeyScript,
    body: html`<h1>${title}</h1>
      <p>Every app and browser that is signed in to your account is signed out, this one included.</p>
      <form method="post" action="/settings/password" class="card">
        ${field({
          name: "newPassword",
          label: "Your new password",
          type: "password",
          autocomplete: "new-password",
          required: true,
          error,
        })}
        ${proofFields(means, {
          label: "Your password now",
          button: means.hasPassword ? "Change it" : "Set it",
          error: error?.field === "password" ? error.message : undefined,
        })}
      </form>
      <p><a href="/">Keep it</a></p>`,
  });
}

export function passwordChangedPage(instance: Instance): Html {
  return layout(instance, {
    title: "Your password is changed",
    body: html`<h1>Your password is changed</h1>
      <p>You are signed out everywhere.</p>
      <p><a href="/sign-in">Sign in with the new one</a></p>`,
  });
}
