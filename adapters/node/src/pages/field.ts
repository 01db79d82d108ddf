/** One labelled input of a form, with its hint and its error tied to it. */

import { html } from "hono/html";
import type { Html } from "./html.ts";

export function field(it: {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "email" | "password";
  readonly value?: string;
  readonly hint?: string;
  readonly autocomplete?: string;
  readonly required?: boolean;
  readonly error?: { readonly field: string; readonly message: string } | undefined;
}): Html {
  const error = it.error?.field === it.name ? it.error.message : undefined;
  const described = [
    ...(it.hint === undefined ? [] : [`${it.name}-hint`]),
    ...(error === undefined ? [] : [`${it.name}-error`]),
  ].join(" ");
  return html`<label for="${it.name}">${it.label}</label>
    <input
      id="${it.name}"
      name="${it.name}"
      type="${it.type ?? "text"}"
      value="${it.value ?? ""}"
      autocapitalize="none"
      autocomplete="${it.autocomplete ?? "off"}"
      aria-describedby="${described}"
      aria-invalid="${error === undefined ? "false" : "true"}"
      ${it.required === true ? "required" : ""}
    />
    ${it.hint === undefined ? "" : html`<p class="hint" id="${it.name}-hint">${it.hint}</p>`}
    ${error === undefined ? "" : html`<p class="error" role="alert" id="${it.name}-error">${error}</p>`}`;
}
