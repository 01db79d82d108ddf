/** The sign-up page. */

import type { Instance, Policy } from "@mastic/core";
import { html } from "hono/html";
import { FormError } from "../accounts/formError.ts";
import type { PasskeyError } from "../passkeys/error.ts";
import { relyingParty } from "../passkeys/relyingParty.ts";
import { field } from "./field.ts";
import { layout, type Html } from "./layout.ts";
import { passkeyButton, passkeyScript } from "./passkeyButton.ts";

export function signUpPage(
  instance: Instance,
  policy: Policy,
  form: {
    readonly handle: string;
    readonly email: string;
    readonly invitation: string;
    readonly next: string;
  },
  fault: FormError | PasskeyError | undefined,
): Html {
  const error = fault instanceof FormError ? fault : undefined;
  return layout(instance, {
    title: "Sign up",
    head: passkeyScript,
    body: html`<h1>Sign up</h1>
      ${fault === undefined || error !== undefined ? "" : html`<p class="error" role="alert">${fault.message}</p>`}
      ${
        instance.registrations === "closed"
          ? html`<p>New accounts are made by the people who run this server.</p>`
          : html`${rulesOf(policy)}
              <form method="post" action="/auth/sign_up" class="card">
                <input type="hidden" name="next" value="${form.next}" />
                ${field({
                  name: "handle",
                  label: "Name",
                  value: form.handle,
                  hint: `1 to 30 letters a–z, digits or _ — your address will be @name@${instance.host}`,
                  autocomplete: "username",
                  required: true,
                  error,
                })}
                ${field({
                  name: "email",
                  label: "E-mail (optional)",
                  type: "email",
                  value: form.email,
                  hint: "Lets you sign in with it.",
                  autocomplete: "email",
                  error,
                })}
                ${
                  instance.registrations === "invite"
                    ? field({
                        name: "invitation",
                        label: "Invitation",
                        value: form.invitation,
                        required: true,
                        error,
                      })
                    : ""
                }
                ${field({
                  name: "password",
                  label: "Password",
                  type: "password",
                  hint: "At least 8 characters; a sentence is best.",
                  autocomplete: "new-password",
                  required: true,
                  error,
                })}
                <button>Create my account</button>
                ${
                  relyingParty(instance) === undefined
                    ? ""
                    : passkeyButton({
                        label: "Use a passkey instead of a password",
                        act: "create",
                        options: "/auth/sign_up/passkey",
                      })
                }
              </form>`
      }
      <p>Already here? <a href="/auth/sign_in?next=${encodeURIComponent(form.next)}">Sign in</a></p>`,
  });
}

/** What one agrees to by signing up, before the form. */
function rulesOf({ rules }: Policy): Html | "" {
  if (rules.length === 0) return "";
  return html`<h2>Rules of this server</h2>
    <ol>
      ${rules.map((rule) => html`<li>${rule}</li>`)}
    </ol>`;
}
