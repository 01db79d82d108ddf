/** QuoteRequest: somebody asks to quote a status of one of our users, whose rule answers at once (FEP-044f, section "QuoteRequest"). */

import { idOf, type Activity, type ContentObject } from "@mastic/activitypub";
import { acceptQuoteActivity, rejectQuoteActivity } from "../document/quote.ts";
import { quoteAuthorizationUrl } from "../document/urls.ts";
import { livesHere, type HomeContext } from "../federation/context.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { followers, following } from "../schema/user.ts";
import { settleQuote } from "../status/quote.ts";
import { quoteApproval } from "../status/quotePolicy.ts";
import { INSTANCE, type Turn, type View } from "../store/store.ts";
import { aboutQuote, notify } from "../user/notify.ts";
import { send } from "../user/send.ts";
import { canSee } from "../user/visibility.ts";
import { isBy } from "./check.ts";
import { hiddenParentAuthor } from "./hiddenParent.ts";
import type { ReceiveEnvironment, Receiver } from "./prepared.ts";
import { storeStatus } from "./storeStatus.ts";
import { type StatusDraft, toStatus } from "./toStatus.ts";

export const receiveQuoteRequest: Receiver = async (env, activity, actor) => {
  const quotedUri = idOf(activity.object);
  const requestUri = activity.id;
  if (quotedUri === null || requestUri === null || livesHere(env.ctx, actor)) return undefined;
  const found = await env.ctx.store.view(INSTANCE, (view) => quotedStatus(view, quotedUri));
  if (found === undefined || !livesHere(env.ctx, found.author)) return undefined;
  const quoting = await quotingStatus(env, activity, actor);
  if (quoting?.quoteUri !== quotedUri) return undefined;
  const request = { requestUri, actorUri: actor.uri, quotingUri: quoting.uri, quotedUri };
  return {
    subscribers: "nobody",
    also: [found.author.id],
    user: async (turn, self) => {
      if (self.id !== found.author.id) return false;
      const row = await accept(turn, self, actor, found.status.id, quoting);
      const answer =
        row === undefined ? rejectQuoteActivity(self, request) : acceptQuoteActivity(self, request, row.id);
      send(turn, self, answer, { followers: false, accounts: [actor] });
      if (row !== undefined) await notify(turn, "quote", actor, aboutQuote(row.id), row.id);
      return false;
    },
  };
};

async function quotedStatus(
  view: View,
  uri: string,
): Promise<{ status: StatusRow; author: AccountRow } | undefined> {
  const status = await view.find(statuses, "uri", { uri });
  const author = status && (await view.get(accounts, { id: status.accountId }));
  return status === undefined || author === undefined ? undefined : { status, author };
}

/** What came along when it is the actor's, else what its own id serves. */
async function quotingStatus(
  env: ReceiveEnvironment,
  { instrument }: Activity,
  actor: AccountRow,
): Promise<StatusDraft | undefined> {
  const uri = idOf(instrument);
  if (uri === null) return undefined;
  const object = instrument?.kind === "object" ? instrument.value : await env.gather.document(uri);
  if (object.kind !== "content" || !isBy(object, actor.uri)) return undefined;
  const draft = toStatus(object, actor, await env.gather.mentioned(object), env.ctx.now());
  return draft && { ...draft, inReplyToUri: await shownParent(env.ctx, object, actor) };
}

async function shownParent(
  ctx: HomeContext,
  { inReplyTo }: ContentObject,
  actor: AccountRow,
): Promise<string | null> {
  return (await hiddenParentAuthor(ctx, actor, inReplyTo)) === undefined ? inReplyTo : null;
}

/**
 * Lets the quote stand if the author's rule lets it.
 * @returns the status that quotes, as it is kept here; `undefined` for a refusal
 */
async function accept(
  turn: Turn,
  self: AccountRow,
  actor: AccountRow,
  quotedId: bigint,
  draft: StatusDraft,
): Promise<StatusRow | undefined> {
  const quoted = await turn.get(statuses, { id: quotedId });
  const known = await turn.find(statuses, "uri", { uri: draft.uri });
  if (quoted === undefined || !(await isAllowed(turn, self, actor, quoted))) {
    if (known?.accountId === actor.id && known.quoteUri === draft.quoteUri)
      await settleQuote(turn, known.id, { quoteState: "rejected", quoteApprovalUri: null });
    return undefined;
  }
  // What its author has revoked stays so, however often it is asked for.
  if (known?.quoteState === "revoked") return undefined;
  const row = known ?? (await storeStatus(turn, actor, draft));
  if (row?.accountId !== actor.id || row.quoteUri !== draft.quoteUri) return undefined;
  const quoteApprovalUri = quoteAuthorizationUrl(self.uri, row.id);
  await settleQuote(turn, row.id, { quotedId, quoteState: "accepted", quoteApprovalUri });
  return row;
}

async function isAllowed(
  turn: Turn,
  self: AccountRow,
  actor: AccountRow,
  quoted: StatusRow,
): Promise<boolean> {
  if (actor.suspended || !(await canSee(turn, actor.uri, quoted, self))) return false;
  const key = { actorUri: actor.uri };
  const quoter = {
    own: actor.id === self.id,
    follows: (await turn.get(followers, key)) !== undefined,
    followed: (await turn.get(following, key))?.status === "Accepted",
  };
  return quoteApproval(quoted, quoter) === "automatic";
}
