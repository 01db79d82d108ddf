/** Numbers with what they count, as people say them. */

import { html } from "hono/html";
import type { TextId } from "../language/english.ts";
import type { Language } from "../language/language.ts";
import type { Html } from "./html.ts";

type Countable = TextId extends infer Id ? (Id extends `count.${infer Name}.one` ? Name : never) : never;

/** `1 reply`, `2 replies`. */
export function counted(language: Language, number: number, what: Countable): Html {
  const id = `count.${what}.${language.isOne(number) ? "one" : "other"}` as const;
  return html`<strong>${language.number(number)}</strong> ${language.text(id)}`;
}
