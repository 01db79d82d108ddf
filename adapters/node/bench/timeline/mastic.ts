/** The Mastic node of the timeline benchmark: a member whose home timeline holds so many statuses, by a hundred people followed. */

import { accounts, feed, statuses, type AccountRow, type StatusRow } from "@mastic/core";
import { Pool } from "undici";
import { z } from "zod";
import { BenchNode } from "../benchNode.ts";
import { benchArgument, serveBench } from "../child.ts";

const AUTHORS = 100;
const STATUSES_PER_TURN = 2_000;
const PAGE = 20;

const { count } = z.object({ count: z.int() }).parse(benchArgument());
const order = z.object({ pages: z.int(), where: z.enum(["first", "random"]) });
const pageOf = z.array(z.object({ id: z.string() })).length(PAGE);

const node = await BenchNode.start();
const alice = await node.member("alice");
const ids = await fill();
const pool = new Pool(node.origin, { connections: 1, pipelining: 1 });

serveBench({}, read, async () => {
  await pool.destroy();
  await node.stop();
});

/** @returns the ids of the timeline, ascending */
async function fill(): Promise<BigInt64Array> {
  const authors = await node.store.turn(alice.account.id, async (turn) => {
    const made: AccountRow[] = [];
    for (let index = 0; index < AUTHORS; index += 1) {
      const row = author(turn.nextId(), index);
      await turn.insert(accounts, row);
      made.push(row);
    }
    return made;
  });
  const made = new BigInt64Array(count);
  for (let start = 0; start < count; start += STATUSES_PER_TURN)
    await node.store.turn(alice.account.id, async (turn) => {
      for (let index = start; index < Math.min(start + STATUSES_PER_TURN, count); index += 1) {
        const by = authors[index % AUTHORS] ?? alice.account;
        const row = status(turn.nextId(), index, by, turn.now);
        await turn.insert(statuses, row);
        await turn.insert(feed, { statusId: row.id, accountId: by.id, boostOfId: null });
        made[index] = row.id;
      }
    });
  return made;
}

/** @returns ms for a page, on the average of this run */
async function read(message: unknown): Promise<{ millis: number }> {
  const { pages, where } = order.parse(message);
  const headers = { authorization: `Bearer ${alice.token}` };
  const start = performance.now();
  for (let index = 0; index < pages; index += 1) {
    const at = PAGE + Math.floor(Math.random() * (count - PAGE));
    const from = where === "first" ? "" : `&max_id=${ids[at] ?? 0n}`;
    const path = `/api/v1/timelines/home?limit=${PAGE}${from}`;
    const { statusCode, body } = await pool.request({ path, method: "GET", headers });
    if (statusCode !== 200) throw new Error(`${path} was answered ${statusCode}`);
    if (index === 0) pageOf.parse(await body.json());
    else await body.dump({ limit: 10_000_000 });
  }
  return { millis: (performance.now() - start) / pages };
}

function author(id: bigint, index: number): AccountRow {
  const username = `author${index}`;
  const host = "far.example";
  const uri = `https://${host}/users/${username}`;
  return { ...alice.account, id, uri, url: uri, username, host, acct: `${username}@${host}`, inbox: `${uri}/inbox`, keys: [] }; // prettier-ignore
}

function status(id: bigint, index: number, by: AccountRow, now: number): StatusRow {
  const uri = `${by.uri}/statuses/${index}`;
  return {
    id,
    uri,
    url: uri,
    accountId: by.id,
    local: false,
    content: `<p>${`Post number ${index} is about something or other. `.repeat(5)}</p>`,
    source: null,
    spoilerText: null,
    sensitive: false,
    language: "en",
    visibility: "public",
    inReplyToUri: null,
    inReplyToId: null,
    inReplyToAccountId: null,
    boostOfId: null,
    conversationId: id,
    mentions: [],
    tags: [],
    emojis: [],
    poll: null,
    application: null,
    likeCount: 0,
    boostCount: 0,
    replyCount: 0,
    timeline: "remote",
    quotePolicy: null,
    quoteUri: null,
    quotedId: null,
    quoteState: null,
    quoteApprovalUri: null,
    quoteCount: 0,
    editedAt: null,
    createdAt: now,
  };
}
