/** The page on which people delete their own account, and the one that says that it is done (UC4; Mastodon: /settings/delete). */

import type { Instance, UserRow } from "@mastic/core";
import { html } from "hono/html";
import type { SignInMeans } from "../accounts/signInMeans.ts";
import { layout, type Html } from "./layout.ts";
import { passkeyScript } from "./passkeyButton.ts";
import { proofFields } from "./proofFields.ts";

/**
 * @param means how they can sign in: so they show that it is they
 * @param error what is wrong with that
 */
export function deleteAccountPage(
  instance: Instance,
  user: UserRow,
  means: SignInMeans,
  error: string | undefined,
): Html {
  const address = html`<span class="code">@${user.handle}@${instance.host}</span>`;
  return layout(instance, {
    title: "Delete your account",
    user,
    head: passkeyScript,
    body: html`<h1>Delete your account</h1>
      <p>This deletes ${address} for good:</p>
      <ul>
        <li>your profile, posts, pictures, lists, likes and follows here;</li>
        <li>on other servers, as far as they do what this one asks them to.</li>
      </ul>
      <p>It cannot be undone, and for some time nobody can have the name.</p>
      <form method="post" action="/settings/delete" class="card">
        ${proofFields(means, { label: "Your password", button: "Delete my account", error })}
      </form>
      <p><a href="/">Keep it</a></p>`,
  });
}

export function accountDeletedPage(instance: Instance, handle: string): Html {
  return layout(instance, {
    title: "Your account is deleted",
    body: html`<h1>Your account is deleted</h1>
      <p>
        <span class="code">@${handle}@${instance.host}</span> is gone. What it has written goes in the next
        minutes; other servers are told.
      </p>
      <p><a href="/">Go to the front page</a></p>`,
  });
}
