import fc from "fast-check";
import { expect, it } from "vitest";
import type { AccountRow } from "../schema/accounts.ts";
import { statuses, Visibility, type StatusRow } from "../schema/statuses.ts";
import { bookmarks, liked } from "../schema/user.ts";
import { addStatus } from "../status/addStatus.ts";
import { INSTANCE } from "../store/store.ts";
import { toMention } from "../user/compose.ts";
import { homes, type Home, type Homes } from "../user/homes.test-support.ts";
import { indexStatus } from "./indexStatus.ts";
import { parseStatusQuery, type StatusQuery } from "./query.ts";
import { searchStatuses } from "./searchStatuses.ts";

const parse = (query: string): StatusQuery => parseStatusQuery(query, (address) => address.replace(/^@/, ""));

const VOCABULARY = ["tea", "milk", "cup", "東京", "pot"];
const word = fc.constantFrom(...VOCABULARY);
const draft = fc.record({
  words: fc.array(word, { minLength: 1, maxLength: 5 }),
  author: fc.nat(3),
  visibility: fc.constantFrom(...Visibility),
  mark: fc.constantFrom("none", "none", "liked", "bookmarked", "mentioned"),
  isReply: fc.boolean(),
});
type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never;
const term = fc.oneof(
  { weight: 3, arbitrary: word },
  fc.tuple(word, word).map((words) => `"${words.join(" ")}"`),
  fc.constantFrom(
    "from:me",
    "from:bea",
    "from:zoe@far.example",
    "is:reply",
    "in:library",
    "in:public",
    "has:poll",
  ),
);
const query = fc.array(fc.tuple(fc.boolean(), term), { maxLength: 3 });

interface Kept {
  readonly row: StatusRow;
  readonly draft: Draft;
  readonly author: AccountRow;
}

/** Alice, two others here, of whom one does not want to be found, and Zoe from elsewhere: what each wrote. */
async function fill(world: Homes, alice: Home, drafts: readonly Draft[]): Promise<Kept[]> {
  const bea = await world.home("bea");
  const shy = await world.home("shy");
  const authors = [
    alice.account,
    bea.account,
    { ...shy.account, indexable: false },
    await world.remote("zoe"),
  ];
  await shy.user.updateProfile(shy.caller, { indexable: false });
  return world.store.turn(alice.account.id, async (turn) => {
    const kept: Kept[] = [];
    for (const it of drafts) {
      const author = authors[it.author];
      if (author === undefined) continue;
      const id = turn.nextId();
      const uri = `${author.uri}/statuses/${id}`;
      const { row } = await addStatus(turn, author, {
        id, uri, url: uri, local: author.host === null, content: `<p>${it.words.join(" ")}</p>`, source: null,
        spoilerText: null, sensitive: false, language: null, visibility: it.visibility,
        inReplyToUri: it.isReply ? "https://far.example/1" : null, boostOfId: null,
        mentions: it.mark === "mentioned" ? [toMention(alice.account)] : [], tags: [], emojis: [], poll: null,
        application: null, createdAt: turn.now,
      }); // prettier-ignore
      const mark = { statusUri: uri, statusId: id, id: turn.nextId(), createdAt: turn.now };
      if (it.mark === "liked") await turn.insert(liked, { ...mark, likeUri: `${uri}#like` });
      if (it.mark === "bookmarked") await turn.insert(bookmarks, mark);
      if (row.local || it.mark !== "none") await indexStatus(turn, row, []);
      kept.push({ row, draft: it, author });
    }
    return kept;
  });
}

function isFound(
  { draft: { words, visibility, mark, isReply }, author }: Kept,
  alice: Home,
  terms: readonly (readonly [boolean, string])[],
): boolean {
  const isOwn = author.id === alice.account.id;
  const isListed = visibility === "public" || visibility === "unlisted";
  const maySee = isOwn || isListed || mark === "mentioned";
  const library = isOwn || mark !== "none";
  const open = author.host === null && author.indexable && visibility === "public";
  let shelves = [library, open];
  const text = words.join(" ");
  for (const [isNegated, it] of terms) {
    if (it === "in:library" || it === "in:public") {
      shelves = (it === "in:library") === isNegated ? [false, open] : [library, false];
      continue;
    }
    const holds = it.startsWith('"') ? ` ${text} `.includes(` ${it.slice(1, -1)} `)
      : it === "from:me" ? isOwn
      : it === "from:bea" ? author.acct === "bea"
      : it === "from:zoe@far.example" ? author.host !== null
      : it === "is:reply" ? isReply
      : it === "has:poll" ? false
      : words.includes(it); // prettier-ignore
    if (holds === isNegated) return false;
  }
  return maySee && shelves.includes(true);
}

it("finds just what looking at every status finds", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(draft, { minLength: 120, maxLength: 220 }),
      fc.array(query, { minLength: 20, maxLength: 20 }),
      async (drafts, queries) => {
        const world = homes();
        const alice = await world.home("alice");
        const kept = await fill(world, alice, drafts);
        expect(await world.store.view(INSTANCE, (view) => view.count(statuses, {}))).toBe(kept.length);
        for (const terms of queries) {
          const text = terms.map(([isNegated, it]) => (isNegated ? `-${it}` : it)).join(" ");
          const expected = kept.filter((it) => isFound(it, alice, terms)).map(({ row }) => row.id);
          const pages: bigint[] = [];
          for (let maxId: bigint | undefined; ;) {
            const found = await world.store.view(alice.account.id, (view) =>
              searchStatuses(view, alice.account.id, parse(text), { limit: 40, maxId }),
            );
            pages.push(...found.map(({ status }) => status.id));
            maxId = pages.at(-1);
            if (found.length === 0) break;
          }
          expect(pages, text).toEqual(expected.reverse());
        }
      },
    ),
    { numRuns: 3 },
  );
});
