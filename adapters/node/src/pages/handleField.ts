/**
 * The input for the name of a new account: the rules stand beside it, and its script says while one writes whether the name
 * can be had (spec 04: Local Handle Format). Without scripts the answer to the form says so.
 */

import { html } from "hono/html";
import type { Html } from "./html.ts";
import type { PageSetting } from "./setting.ts";

/** For the head of a page with this field; its policy must allow it. */
export const handleScript = html`<script type="module" src="/assets/handle.js"></script>`;

/** @param error what is wrong with the name that was sent */
export function handleField(
  { instance, language }: PageSetting,
  it: { readonly value: string; readonly error: string | undefined },
): Html {
  const isWrong = it.error !== undefined;
  return html`<label for="handle">${language.text("signUp.handle")}</label>
    <div class="address" dir="ltr">
      <span aria-hidden="true">@</span>
      <input
        id="handle"
        name="handle"
        value="${it.value}"
        autocapitalize="none"
        autocomplete="username"
        spellcheck="false"
        aria-describedby="handle-hint handle-verdict"
        aria-invalid="${isWrong ? "true" : "false"}"
        data-check="/auth/sign_up/handle"
        required
      />
      <span>@${instance.host}</span>
    </div>
    <p class="hint" id="handle-hint">${language.text("signUp.rules")}</p>
    <p class="verdict${isWrong ? " error" : ""}" role="${isWrong ? "alert" : "status"}" id="handle-verdict">
      ${it.error ?? ""}
    </p>`;
}
