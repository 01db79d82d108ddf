/** Columns that may be null: alt text, content warning, blurhash, the URI replied to (field specifications). */

import { parser, type Parser } from "./validator.ts";

/** The same parser, with null (or undefined) let through as null. */
export function nullable<Input, Output>(
  inner: Parser<Input, Output>,
): Parser<Input | null | undefined, Output | null> {
  return parser(inner.field, (input) => (input === null || input === undefined ? null : inner.parse(input)));
}
