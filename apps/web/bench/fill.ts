/** Fills a home timeline: many authors of another server, each of whom has written for months. */

import { accounts, feed, following, statuses, type AccountRow, type StatusRow } from "@mastic/core";
import { minSnowflakeAt } from "@mastic/snowflake";
import type { Person, TestNode } from "../test/support/node.ts";

const AUTHORS = 100;
const STATUSES_PER_TURN = 2_000;
/** From one post to the one before it, in milliseconds. */
const APART = 20 * 60_000;

const texts = [
  "Rain all morning. The kettle has not been cold since six.",
  'Does anybody know a good introduction to <a href="https://far.example/tags/weaving" class="mention hashtag" rel="tag">#<span>weaving</span></a>? My grandmother left me a loom, and no instructions.',
  "The night train was late, and nobody minded: somebody had brought a guitar, somebody else a cake, and by the border we knew each other’s names.</p><p>I would take it again tomorrow.",
  'Notes from yesterday’s talk are up: <a href="https://far.example/notes/2026/on-keeping-small-things-small" rel="nofollow noopener" target="_blank"><span class="invisible">https://</span><span class="ellipsis">far.example/notes/2026/on-keep</span><span class="invisible">ing-small-things-small</span></a>',
  "One thing I have learned about gardens is that they are never finished. One thing I have learned about software is that it is the other way round: it is finished long before we stop.<br>Both want water.",
];

/** Puts `count` posts below what stands in the reader's home timeline. */
export async function fillHome({ store }: TestNode, reader: Person, count: number): Promise<void> {
  const owner = BigInt(reader.id);
  const now = Date.now();
  const authors = await store.turn(owner, async (turn) => {
    const own = await turn.get(accounts, { id: owner });
    if (own === undefined) throw new Error("The reader has no account.");
    const made = Array.from({ length: AUTHORS }, (_, index) => author(own, turn.nextId(), index));
    for (const row of made) {
      await turn.insert(accounts, row);
      await turn.insert(following, follows(row, turn.nextId(), turn.now));
    }
    return made;
  });
  for (let start = 0; start < count; start += STATUSES_PER_TURN) {
    await store.turn(owner, async (turn) => {
      for (let index = start; index < Math.min(start + STATUSES_PER_TURN, count); index += 1) {
        const by = authors[(index * 37) % AUTHORS];
        if (by === undefined) continue;
        const row = status(by, index, now - (index + 1) * APART);
        await turn.insert(statuses, row);
        await turn.insert(feed, { statusId: row.id, accountId: by.id, boostOfId: null });
      }
    });
  }
}

function author(like: AccountRow, id: bigint, index: number): AccountRow {
  const username = `author${index}`;
  const host = "far.example";
  const uri = `https://${host}/users/${username}`;
  return {
    ...like,
    id,
    uri,
    url: uri,
    username,
    host,
    acct: `${username}@${host}`,
    inbox: `${uri}/inbox`,
    displayName: `Author of many words, the ${index + 1}th`,
    keys: [],
  };
}

function follows({ id: accountId, uri: actorUri }: AccountRow, id: bigint, createdAt: number) {
  return {
    actorUri,
    accountId,
    id,
    createdAt,
    followUri: `${actorUri}#follow`,
    status: "Accepted",
    showReblogs: true,
    notify: false,
    languages: null,
  } as const;
}

function status(by: AccountRow, index: number, createdAt: number): StatusRow {
  const id = minSnowflakeAt(createdAt);
  const uri = `${by.uri}/statuses/${index}`;
  return {
    id,
    uri,
    url: uri,
    accountId: by.id,
    local: false,
    content: `<p>${texts[index % texts.length] ?? ""}</p><p>(${index + 1})</p>`,
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
    likeCount: index % 13,
    boostCount: index % 7,
    replyCount: index % 3,
    timeline: "remote",
    quotePolicy: null,
    quoteUri: null,
    quotedId: null,
    quoteState: null,
    quoteApprovalUri: null,
    quoteCount: 0,
    editedAt: null,
    createdAt,
  };
}
