/** What is wrong with a form, by field, as a message of the catalogues. */

import type { TextId } from "../language/english.ts";
import { languages, type Values } from "../language/language.ts";

/** What a person can have filled in wrongly. */
export type FormFault = Extract<TextId, `${"handle" | "email" | "invitation" | "password"}.${string}`>;

export class FormError extends Error {
  override readonly name = "FormError";
  readonly field: "handle" | "password" | "email" | "invitation";
  readonly text: FormFault;
  readonly values: Values;

  /** @param options.cause says more exactly, in English, what is wrong: to programs and operators */
  constructor(
    field: FormError["field"],
    text: FormFault,
    { values = {}, cause }: { readonly values?: Values; readonly cause?: Error } = {},
  ) {
    super(cause?.message ?? languages[0].text(text, values), { cause });
    this.field = field;
    this.text = text;
    this.values = values;
  }

  /** Somebody else has it. */
  get isTaken(): boolean {
    return this.text.endsWith(".taken");
  }
}
