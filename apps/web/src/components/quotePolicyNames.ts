/** What the rules of who may quote are called. */

import type { QuotePolicy } from "../api/entities/status.ts";
import type { MessageId } from "../i18n/locale.ts";

export const quotePolicyNames: Readonly<Record<QuotePolicy, MessageId>> = {
  public: "quote.everyone",
  followers: "quote.followers",
  nobody: "quote.nobody",
};
