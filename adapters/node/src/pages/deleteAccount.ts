/** The page on which people delete their own account, and the one that says that it is done (UC4; Mastodon: /settings/delete). */

import type { UserRow } from "@mastic/core";
import { html } from "hono/html";
import type { SignInMeans } from "../accounts/signInMeans.ts";
import type { TextId } from "../language/english.ts";
import type { Html } from "./html.ts";
import { layout } from "./layout.ts";
import { passkeyScript } from "./passkeyButton.ts";
import { proofFields } from "./proofFields.ts";
import { said, type PageSetting } from "./setting.ts";

/**
 * @param means how they can sign in: so they show that it is they
 * @param error what is wrong with that
 */
export function deleteAccountPage(
  setting: PageSetting,
  user: UserRow,
  means: SignInMeans,
  error: TextId | undefined,
): Html {
  const { language } = setting;
  return layout(setting, {
    title: language.text("deleteAccount.title"),
    user,
    head: passkeyScript,
    body: html`<h1>${language.text("deleteAccount.title")}</h1>
      <p>${said(setting, "deleteAccount.what", { address: addressOf(setting, user.handle) })}</p>
      <ul>
        <li>${language.text("deleteAccount.here")}</li>
        <li>${language.text("deleteAccount.elsewhere")}</li>
      </ul>
      <p>${language.text("deleteAccount.forever")}</p>
      <form method="post" action="/settings/delete" class="card">
        ${proofFields(setting, means, {
          label: language.text("deleteAccount.password"),
          button: language.text("deleteAccount.delete"),
          withPasskey: language.text("deleteAccount.deleteWithPasskey"),
          isGrave: true,
          error: error && language.text(error),
        })}
      </form>
      <p><a href="/">${language.text("deleteAccount.keep")}</a></p>`,
  });
}

export function accountDeletedPage(setting: PageSetting, handle: string): Html {
  const { language } = setting;
  const title = language.text("deleteAccount.done");
  return layout(setting, {
    title,
    body: html`<h1>${title}</h1>
      <p>${said(setting, "deleteAccount.gone", { address: addressOf(setting, handle) })}</p>
      <p><a href="/">${language.text("site.front")}</a></p>`,
  });
}

function addressOf({ instance }: PageSetting, handle: string): Html {
  return html`<span class="code" dir="ltr">@${handle}@${instance.host}</span>`;
}
