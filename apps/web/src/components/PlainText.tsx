/** HTML as its text alone, for places inside of a link. */

import { useMemo } from "react";

export function PlainText({ html }: { readonly html: string }): string {
  return useMemo(() => {
    const spaced = html.replace(/<br\s*\/?>|<\/p>/gi, " ");
    const { body } = new DOMParser().parseFromString(spaced, "text/html");
    for (const line of body.querySelectorAll(".quote-inline")) line.remove();
    return body.textContent;
  }, [html]);
}
