import { beforeEach, expect, it } from "vitest";
import type { StatusRow } from "../schema/statuses.ts";
import { homes, type Home } from "../user/homes.test-support.ts";
import { meets, Texts, type Known } from "./meets.ts";

let alice: Home;
let post: StatusRow;

beforeEach(async () => {
  alice = await homes().home("alice");
  post = await alice.user.publishStatus(alice.caller, { content: "hello", visibility: "public" });
});

it("reads so much text for one search, and finds nothing in what comes after that, negated or not", () => {
  const long = { ...post, content: `<p>${"a ".repeat(5_000)}</p>` };
  const phrase = (units: string[], isNegated: boolean): Known => ({ kind: "phrase", units, isNegated });
  const patient = Array.from({ length: 1_000 }, (_, i) => (i < 999 ? "a" : "b"));
  const texts = new Texts();
  for (let n = 0; n < 5; n += 1) expect(meets([phrase(patient, true)], long, [], texts)).toBe(true);
  for (const isNegated of [true, false])
    expect(meets([phrase(["a"], isNegated)], long, [], texts)).toBe(false);
  expect(meets([{ kind: "language", language: "en", isNegated: false }], long, [], texts)).toBe(true);
});

it("tells links from mentions, hashtags and nothing", () => {
  const isLink = (content: string): boolean =>
    meets([{ kind: "property", property: "link", isNegated: false }], { ...post, content }, [], new Texts());
  expect(isLink('<p><a href="https://x.example/" rel="nofollow">x</a></p>')).toBe(true);
  expect(isLink('<p><a href="https://x.example/@a" class="u-url mention">@a</a></p>')).toBe(false);
  expect(
    isLink('<p><a href="https://x.example/t" class="mention hashtag" rel="tag">#t</a> <b>a</b></p>'),
  ).toBe(false);
});
