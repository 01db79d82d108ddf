/** The page on which people choose another password. */

import type { Instance, UserRow } from "@mastic/core";
import { html } from "hono/html";
import { field } from "./field.ts";
import { layout, type Html } from "./layout.ts";

/** @param error what is wrong with one of the passwords */
export function changePasswordPage(
  instance: Instance,
  user: UserRow,
  error: { readonly field: "password" | "newPassword"; readonly message: string } | undefined,
): Html {
  return layout(instance, {
    title: "Change your password",
    user,
    body: html`<h1>Change your password</h1>
      <p>Every app and browser that is signed in to your account is signed out, this one included.</p>
      <form method="post" action="/settings/password" class="card">
        ${field({
          name: "password",
          label: "Your password now",
          type: "password",
          autocomplete: "current-password",
          required: true,
          error,
        })}
        ${field({
          name: "newPassword",
          label: "Your new password",
          type: "password",
          autocomplete: "new-password",
          required: true,
          error,
        })}
        <button>Change it</button>
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
