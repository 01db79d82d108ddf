/** What every page is made with: the node, the language of whoever reads it, and the way to the same page in another one. */

import type { Instance } from "@mastic/core";
import { html } from "hono/html";
import type { TextId } from "../language/english.ts";
import type { Language } from "../language/language.ts";
import type { Html } from "./html.ts";

export interface PageSetting {
  readonly instance: Instance;
  readonly language: Language;
  /** The address of this page in another language; undefined for the answer to a form, which has none. */
  readonly addressIn: ((tag: string) => string) | undefined;
}

/** A message with markup in its midst. @param values what is filled in; texts are escaped */
export function said(
  { language }: PageSetting,
  id: TextId,
  values: Readonly<Record<string, Html | string>>,
): Html {
  return html`${language
    .pieces(id)
    .map((piece) => ("text" in piece ? piece.text : (values[piece.name] ?? `{${piece.name}}`)))}`;
}
