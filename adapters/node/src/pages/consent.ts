/** The consent page: which application asks for what. */

import type { Instance, UserRow } from "@mastic/core";
import { html } from "hono/html";
import { describeScope } from "../oauth/scopes.ts";
import type { ApplicationRow } from "../oauth/tables.ts";
import { layout, type Html } from "./layout.ts";

export function consentPage(
  instance: Instance,
  user: UserRow,
  application: ApplicationRow,
  scopes: readonly string[],
  /** The request's own parameters, sent back with the answer. */
  request: Readonly<Record<string, string>>,
): Html {
  return layout(instance, {
    title: `Authorize ${application.name}`,
    user,
    body: html`<h1>Authorize ${application.name}?</h1>
      <div class="card">
        <p>
          <strong>${application.name}</strong>
          ${
            application.website === null
              ? ""
              : html`(<a href="${application.website}" rel="nofollow noopener noreferrer"
                    >${application.website}</a
                  >)`
          }
          asks for access to your account <strong>@${user.handle}</strong>. It will be able to:
        </p>
        <ul class="scopes">
          ${scopes.map((scope) => html`<li>${describeScope(scope)} <span class="soft">(${scope})</span></li>`)}
        </ul>
        <form method="post" action="/oauth/authorize">
          ${Object.entries(request).map(
            ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
          )}
          <button name="decision" value="allow">Authorize</button>
          <button name="decision" value="deny" class="quiet">Deny</button>
        </form>
      </div>
      <form method="post" action="/auth/sign_out"><button class="quiet">Not you? Sign out</button></form>`,
  });
}

/** Out-of-band: the code to copy into the application. */
export function codePage(instance: Instance, user: UserRow, code: string): Html {
  return layout(instance, {
    title: "Authorization code",
    user,
    body: html`<h1>Authorization code</h1>
      <p>Copy this code into the application:</p>
      <p class="card"><code>${code}</code></p>`,
  });
}
