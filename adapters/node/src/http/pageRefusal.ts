/** A refusal that people meet on pages, too: programs are told it in English, and people in their language. */

import { ApiError, type RefusalStatus } from "@mastic/mastodon-api";
import { AuthError } from "../auth/error.ts";
import type { TextId } from "../language/english.ts";
import { languages, type Language, type Values } from "../language/language.ts";
import { PasskeyError } from "../passkeys/error.ts";

export class PageRefusal extends ApiError {
  readonly text: TextId;
  readonly values: Values;

  constructor(
    status: RefusalStatus,
    text: TextId,
    {
      values = {},
      headers = {},
    }: { readonly values?: Values; readonly headers?: Record<string, string> } = {},
  ) {
    super(status, languages[0].text(text, values), { headers });
    this.text = text;
    this.values = values;
  }
}

/** What was thrown at a door, as it is refused there; what is no refusal is left as it is. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof AuthError && error.code === "busy") return new PageRefusal(503, "refused.busy");
  if (error instanceof PasskeyError) return new PageRefusal(error.code === "refused" ? 403 : 422, error.text);
  return error;
}

const textOf: Readonly<Partial<Record<number, TextId>>> = {
  400: "refused.malformed",
  404: "notFound.text",
  413: "refused.tooLarge",
  429: "refused.tooMany",
};

/** @param status that it is answered with */
export function refusalIn(language: Language, error: unknown, status: number): string {
  if (error instanceof PageRefusal) return language.text(error.text, error.values);
  return language.text(textOf[status] ?? "refused.other");
}
