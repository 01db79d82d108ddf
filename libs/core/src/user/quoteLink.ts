/** The line above a quoting text, for readers whose software shows no quotes; others leave out what has its class. */

import { textToHtml } from "@mastic/activitypub";

/** @param url the quoted status's page for people */
export function withQuoteLink(url: string, html: string): string {
  return textToHtml(`RE: ${url}`).replace("<p>", '<p class="quote-inline">') + html;
}
