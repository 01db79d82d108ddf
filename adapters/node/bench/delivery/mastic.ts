/** The Mastic node of the delivery benchmark: a member with a remote follower behind each inbox, who posts through the API. */

import { accounts, followerInboxes, followers, type AccountRow } from "@mastic/core";
import { z } from "zod";
import { BenchNode } from "../benchNode.ts";
import { benchArgument, serveBench } from "../child.ts";

const { inboxes } = z.object({ inboxes: z.array(z.string()) }).parse(benchArgument());
const node = await BenchNode.start();
const alice = await node.member("alice");
await node.store.turn(alice.account.id, async (turn) => {
  for (const inbox of inboxes) {
    const id = turn.nextId();
    const actorUri = inbox.slice(0, inbox.lastIndexOf("/"));
    await turn.insert(accounts, follower(id, actorUri, inbox, turn.now));
    const createdAt = turn.now;
    await turn.insert(followers, {
      actorUri,
      accountId: id,
      id: turn.nextId(),
      createdAt,
      followUri: `${actorUri}#follow`,
      deliveryInbox: inbox,
    });
    await turn.insert(followerInboxes, { inbox, followers: 1 });
  }
});

serveBench({}, publish, () => node.stop());

/** @returns when the post was sent to the API: ms since the Unix epoch, with fractions */
async function publish(): Promise<{ at: number }> {
  const at = performance.timeOrigin + performance.now();
  const response = await fetch(`${node.origin}/api/v1/statuses`, {
    method: "POST",
    headers: { authorization: `Bearer ${alice.token}`, "content-type": "application/json" },
    body: JSON.stringify({ status: "A post for everybody who follows. ".repeat(10) }),
  });
  if (!response.ok) throw new Error(`publishing was answered ${response.status}: ${await response.text()}`);
  return { at };
}

function follower(id: bigint, uri: string, inbox: string, now: number): AccountRow {
  const { host } = new URL(uri);
  const username = uri.slice(uri.lastIndexOf("/") + 1);
  return { ...alice.account, id, uri, inbox, host, username, acct: `${username}@${host}`, sharedInbox: null, keys: [], createdAt: now, fetchedAt: now }; // prettier-ignore
}
