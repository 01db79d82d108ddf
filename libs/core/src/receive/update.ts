/** Update: an edited status, or a changed profile; by its own author only (CVE-2024-37903). */

import { livesHere } from "../federation/context.ts";
import { idOf } from "@mastic/activitypub";
import type { AccountRow } from "../schema/accounts.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { INSTANCE, type Turn, type View } from "../store/store.ts";
import { moveFollowerInbox } from "../user/followers.ts";
import { notify } from "../user/notify.ts";
import { prepareStatus, publishedObject } from "./create.ts";
import { editRemote } from "./editRemote.ts";
import { forwardNews, isBoosted } from "./forward.ts";
import { isNews } from "./isNews.ts";
import type { Receiver } from "./prepared.ts";
import { storeStatus } from "./storeStatus.ts";
import { type StatusDraft, toStatus } from "./toStatus.ts";
import { isVote } from "./vote.ts";

/** How many who boost it here, or quote it, hear of an edit. */
const BOOSTERS = 200;

export const receiveUpdate: Receiver = async (env, activity, actor) => {
  const { object } = activity;
  const updatesActor =
    idOf(object) === actor.uri || (object?.kind === "object" && object.value.kind === "actor");
  if (updatesActor) {
    if (livesHere(env.ctx, actor)) return undefined;
    const refreshed = await env.gather.refresh(actor.uri);
    return {
      subscribers: "everyone",
      user: async (turn) => {
        await moveFollowerInbox(turn, refreshed);
        return false;
      },
    };
  }
  const content = await publishedObject(env, activity, actor.uri);
  if (content?.id === undefined || content.id === null) return undefined;
  const uri = content.id;
  const known = await env.ctx.store.view(INSTANCE, async (view) => {
    const row = await view.find(statuses, "uri", { uri });
    if (row === undefined) return undefined;
    return { row, boosters: await localBoosters(view, row.id), quotes: await localQuotes(view, row.id) };
  });
  if (known === undefined) {
    // Its Create may be on its way, or wait for another server: it changes nothing then when it comes.
    if (livesHere(env.ctx, actor) || actor.suspended || isVote(content)) return undefined;
    if (!(await isNews(env.ctx, activity))) return undefined;
    return prepareStatus(env, content, actor, storeOrEdit);
  }
  if (known.row.accountId !== actor.id) return undefined;
  const draft = toStatus(content, actor, await env.gather.mentioned(content), env.ctx.now());
  if (draft === undefined) return undefined;
  return {
    subscribers: "nobody",
    also: [...known.boosters, ...known.quotes.map((quote) => quote.accountId)],
    ...(livesHere(env.ctx, actor)
      ? {}
      : {
          shared: async (turn) => {
            const row = await turn.find(statuses, "uri", { uri });
            if (row?.accountId === actor.id) await editRemote(turn, row, draft);
          },
        }),
    user: async (turn, self) => {
      const row = await turn.find(statuses, "uri", { uri });
      if (row === undefined) return false;
      if (row.mentions.some((mention) => mention.accountId === self.id.toString())) {
        await notify(turn, "mention", actor, `mention:${row.id}`, row.id);
      }
      if (row.editedAt !== null && (await isBoosted(turn, row.id))) {
        await notify(turn, "update", actor, `update:${row.id}:${row.editedAt}`, row.id);
      }
      if (row.editedAt !== null) {
        for (const quote of known.quotes.filter(({ accountId }) => accountId === self.id)) {
          await notify(turn, "quoted_update", actor, `quoted_update:${quote.id}:${row.editedAt}`, quote.id);
        }
      }
      if (activity.id !== null) {
        const news = { activityId: activity.id, actorUri: actor.uri, change: "Update" } as const;
        await forwardNews(env.ctx, turn, row, news);
      }
      return false;
    },
  };
};

async function storeOrEdit(turn: Turn, actor: AccountRow, draft: StatusDraft): Promise<void> {
  const row = await turn.find(statuses, "uri", { uri: draft.uri });
  if (row === undefined) await storeStatus(turn, actor, draft);
  else if (row.accountId === actor.id) await editRemote(turn, row, draft);
}

async function localBoosters(view: View, statusId: bigint): Promise<bigint[]> {
  const { rows } = await view.scan(statuses, {
    index: "byBoost",
    equals: { boostOfId: statusId },
    limit: BOOSTERS,
  });
  return rows.filter((row) => row.local).map((row) => row.accountId);
}

/** The accepted quotes by users here. */
async function localQuotes(view: View, quotedId: bigint): Promise<StatusRow[]> {
  const { rows } = await view.scan(statuses, {
    index: "byQuoted",
    equals: { quotedId, quoteState: "accepted" },
    limit: BOOSTERS,
  });
  return rows.filter((row) => row.local);
}
