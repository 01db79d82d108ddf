/** Mastodon: methods/statuses: who may quote a post, and an end to a quote. */

import type { Transport } from "../../ports/transport.ts";
import { status, type QuotePolicy, type Status } from "../entities/status.ts";
import { read } from "../read.ts";

/** @returns the post as it then is */
export async function setQuotePolicy(transport: Transport, id: string, policy: QuotePolicy): Promise<Status> {
  const path = `/api/v1/statuses/${id}/interaction_policy`;
  const body = { quote_approval_policy: policy };
  return read(status, (await transport.request({ method: "PUT", path, body })).body);
}

/** @returns the post that quoted, without what it quoted */
export async function revokeQuote(transport: Transport, id: string, quotingId: string): Promise<Status> {
  const path = `/api/v1/statuses/${id}/quotes/${quotingId}/revoke`;
  return read(status, (await transport.request({ method: "POST", path })).body);
}
