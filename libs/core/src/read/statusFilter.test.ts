import { beforeEach, describe, expect, it } from "vitest";
import type { StatusRow } from "../schema/statuses.ts";
import { homes, type Home, type Homes } from "../user/homes.test-support.ts";
import { loadFilters } from "./filters.ts";
import { MOST_MATCHES, SEARCHED_AT_LEAST, SEARCHED_TOGETHER, StatusFilter } from "./statusFilter.ts";
import { SEARCHED_OF_STATUS } from "./statusText.ts";

let world: Homes;
let alice: Home;
let post: StatusRow;

beforeEach(async () => {
  world = homes();
  alice = await world.home("alice");
  post = await alice.user.publishStatus(alice.caller, { content: "hello", visibility: "public" });
});

async function filterFor(words: readonly string[], wholeWord: boolean): Promise<StatusFilter> {
  await alice.user.createFilter(alice.caller, {
    title: "Words",
    context: ["home"],
    action: "warn",
    expiresAt: null,
    keywords: words.map((keyword) => ({ keyword, wholeWord })),
  });
  return new StatusFilter(
    await world.store.view(alice.account.id, (view) => loadFilters(view, alice.account.id)),
  );
}

const saying = (content: string): StatusRow => ({ ...post, content });

describe("a page of statuses and many keywords", () => {
  it.each([true, false])(
    "cost no more than the text that is searched (whole word: %s)",
    async (wholeWord) => {
      const words = Array.from({ length: 190 }, (_, n) => "a".repeat(n + 1));
      const filter = await filterFor(words, wholeWord);
      const long = saying(`<p>${"a ".repeat(99_500)}</p>`);
      for (let n = 0; n < 200; n += 1) {
        const [met] = filter.matchesOf(long, []);
        expect(met?.matchedKeywords).toEqual(["a"]);
      }
      expect(filter.steps).toBeLessThan(
        2 * 3 * (SEARCHED_TOGETHER + SEARCHED_OF_STATUS + 200 * SEARCHED_AT_LEAST),
      );
    },
  );

  it("are searched from the beginning of each", async () => {
    const filter = await filterFor(["tea"], true);
    const isMet = (before: number): boolean =>
      filter.matchesOf(saying(`<p>${"b ".repeat(before)}tea</p>`), []).length > 0;
    expect([isMet(100), isMet(SEARCHED_OF_STATUS / 2 - 10), isMet(SEARCHED_OF_STATUS)]).toEqual([
      true,
      true,
      false,
    ]);
    for (let n = 0; n < SEARCHED_TOGETHER / SEARCHED_OF_STATUS; n += 1) isMet(SEARCHED_OF_STATUS);
    expect([isMet(SEARCHED_AT_LEAST / 2 - 10), isMet(SEARCHED_AT_LEAST)]).toEqual([true, false]);
  });

  it("name a few of the keywords that one status meets", async () => {
    const words = Array.from({ length: 100 }, (_, n) => `w${n}`);
    const filter = await filterFor(words, true);
    const [met] = filter.matchesOf(saying(`<p>${words.toReversed().join(" ")}</p>`), []);
    expect(met?.matchedKeywords).toEqual(words.slice(0, MOST_MATCHES));
  });
});
