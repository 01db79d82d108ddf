/** Mastodon: methods/statuses: what quotes a status, who may, and an end to it. */

import { QuotePolicy, quotesOf, type StatusRow } from "@mastic/core";
import { notFound, read, requireViewer, type Call } from "../call.ts";
import { statusEntity } from "../entities/status.ts";
import { pageRequest } from "../paging.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";
import { statusById, visibleStatus } from "../status.ts";
import { statusOrTrace } from "../withheldStatus.ts";
import { answerStatus } from "./statuses.ts";
import { statusPage } from "./timelines.ts";

/** `quote_approval_policy`, where a form has it. @throws {ApiError} 422 */
export function quotePolicy(call: Call): QuotePolicy | undefined {
  return call.input.oneOf("quote_approval_policy", QuotePolicy);
}

/** A status of the viewer's own. @throws {ApiError} 404 */
async function ownStatus(call: Call): Promise<StatusRow> {
  const { owner } = requireViewer(call);
  const status = await visibleStatus(call, call.params["id"]);
  if (status.accountId !== owner || status.boostOfId !== null) throw notFound();
  return status;
}

async function quotes(call: Call): Promise<ApiResponse> {
  const status = await ownStatus(call);
  const request = pageRequest(call, { fallback: 20, max: 40 });
  return statusPage(call, await read(call, (view, viewer) => quotesOf(view, viewer, status.id, request)));
}

/**
 * Answers with the status that quoted, as it is shown from now on. Its author may hide it from whom it quotes, by a block
 * or by its visibility, and does not keep the quote by that.
 */
async function revoke(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const status = await ownStatus(call);
  const quoting = await statusById(call, call.params["quoting"]);
  if (quoting?.quotedId !== status.id) throw notFound();
  await call.api.user(owner).revokeQuote(caller, { statusUri: status.uri, quotingUri: quoting.uri });
  const { instance, now } = call.api.context;
  return ok(statusEntity(instance, await statusOrTrace(call, quoting.id), now()));
}

async function changePolicy(call: Call): Promise<ApiResponse> {
  const { owner, caller } = requireViewer(call);
  const status = await ownStatus(call);
  const asked = quotePolicy(call);
  if (asked !== undefined)
    await call.api.user(owner).setQuotePolicy(caller, { statusUri: status.uri, quotePolicy: asked });
  return answerStatus(call, status.id);
}

export const quoteRoutes: readonly Route[] = [
  route("GET", "/api/v1/statuses/:id/quotes", "read:statuses", quotes),
  route("POST", "/api/v1/statuses/:id/quotes/:quoting/revoke", "write:statuses", revoke),
  route("PUT", "/api/v1/statuses/:id/interaction_policy", "write:statuses", changePolicy),
];
