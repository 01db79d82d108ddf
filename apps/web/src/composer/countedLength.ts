/** How long a post is as the server counts it: its text and its warning, links as 23, mentions without their host. */

import { countScalarValues, statusLength } from "@mastic/validation";

export function countedLength(text: string, spoilerText: string): number {
  return statusLength(text) + countScalarValues(spoilerText);
}
