import type { Json } from "@mastic/core";
import { beforeEach, describe, expect, it } from "vitest";
import { lent } from "../../test/lent.ts";
import { testNode, type Member, type TestNode } from "../node.test-support.ts";

let node: TestNode;
let alice: Member;
let bob: Member;

beforeEach(async () => {
  node = testNode(lent);
  alice = await node.member("alice");
  bob = await node.member("bob");
});

interface Filter {
  readonly id: string;
  readonly keywords: readonly { readonly id: string; readonly keyword: string }[];
}
interface Result {
  readonly filter: { readonly title: string };
  readonly keyword_matches: readonly string[] | null;
  readonly status_matches: readonly string[] | null;
}

async function ask(by: Member, call: string, fields?: Json): Promise<unknown> {
  const { status, body } = await node.call(by, call, fields);
  expect([call, status]).toEqual([call, 200]);
  return body;
}
const create = async (keywords: Json, more: { [key: string]: Json } = {}): Promise<Filter> =>
  (await ask(alice, "POST /api/v2/filters", {
    title: "Not now",
    context: ["home", "public"],
    keywords_attributes: keywords,
    ...more,
  })) as Filter;
const publish = async (status: string, more: { [key: string]: Json } = {}): Promise<string> =>
  ((await ask(bob, "POST /api/v1/statuses", { status, ...more })) as { id: string }).id;
const filtered = async (id: string): Promise<readonly Result[]> => {
  const status = await ask(alice, `GET /api/v1/statuses/${id}`);
  return (status as { filtered: readonly Result[] }).filtered;
};

describe("filters", () => {
  it("are made with their keywords, changed, and deleted", async () => {
    const made = await create([{ keyword: "tea", whole_word: false }], { expires_in: 3_600 });
    expect(made).toMatchObject({
      title: "Not now",
      context: ["home", "public"],
      filter_action: "warn",
      expires_at: new Date(node.clock + 3_600_000).toISOString(),
      keywords: [{ keyword: "tea", whole_word: false }],
      statuses: [],
    });
    const [tea] = made.keywords;
    const change = {
      title: "Never",
      context: ["thread"],
      filter_action: "hide",
      expires_in: "",
      keywords_attributes: [{ id: tea?.id ?? "", _destroy: true }, { keyword: "coffee" }],
    };
    const changed = await ask(alice, `PUT /api/v2/filters/${made.id}`, change);
    expect(changed).toMatchObject({
      title: "Never",
      context: ["thread"],
      filter_action: "hide",
      expires_at: null,
      keywords: [{ keyword: "coffee", whole_word: true }],
    });
    expect(await ask(alice, "GET /api/v2/filters")).toEqual([changed]);
    expect(await ask(alice, "GET /api/v1/filters")).toMatchObject([
      { phrase: "coffee", context: ["thread"], whole_word: true, irreversible: true, expires_at: null },
    ]);
    await ask(alice, `DELETE /api/v2/filters/${made.id}`);
    expect(await ask(alice, "GET /api/v2/filters")).toEqual([]);
    expect((await node.call(alice, `GET /api/v2/filters/keywords/${tea?.id ?? ""}`)).status).toBe(404);
  });

  it("have keywords and statuses of their own resources", async () => {
    const { id } = await create([]);
    const path = `/api/v2/filters/${id}`;
    const keyword = (await ask(alice, `POST ${path}/keywords`, { keyword: "tea" })) as { id: string };
    const own = `/api/v2/filters/keywords/${keyword.id}`;
    expect(await ask(alice, `GET ${own}`)).toEqual({ id: keyword.id, keyword: "tea", whole_word: true });
    const renamed = { keyword: "coffee", whole_word: false };
    expect(await ask(alice, `PUT ${own}`, renamed)).toEqual({ id: keyword.id, ...renamed });
    expect(await ask(alice, `GET ${path}/keywords`)).toEqual([{ id: keyword.id, ...renamed }]);
    await ask(alice, `DELETE ${own}`);
    expect(await ask(alice, `GET ${path}/keywords`)).toEqual([]);

    const [status, another] = [await publish("anything"), await publish("something")];
    await ask(alice, `POST ${path}/statuses`, { status_id: another });
    const added = (await ask(alice, `POST ${path}/statuses`, { status_id: status })) as { id: string };
    expect(await ask(alice, `POST ${path}/statuses`, { status_id: status })).toEqual(added);
    expect(await ask(alice, `GET ${path}/statuses`)).toMatchObject([{ status_id: another }, added]);
    expect(await filtered(status)).toMatchObject([{ keyword_matches: null, status_matches: [status] }]);
    await ask(alice, `DELETE /api/v2/filters/statuses/${added.id}`);
    expect(await filtered(status)).toEqual([]);
  });

  it("answer each new keyword with itself, and one that they have with what they have", async () => {
    const { id } = await create([]);
    const path = `POST /api/v2/filters/${id}/keywords`;
    const words = ["tea", "coffee", "milk"];
    const added = await Promise.all(words.map((keyword) => ask(alice, path, { keyword })));
    expect(added.map((it) => (it as { keyword: string }).keyword)).toEqual(words);
    expect(await ask(alice, path, { keyword: "tea", whole_word: false })).toEqual({
      ...(added[0] as object),
      whole_word: false,
    });
    expect(await ask(alice, `GET /api/v2/filters/${id}/keywords`)).toHaveLength(3);
    const own = `PUT /api/v2/filters/keywords/${(added[1] as { id: string }).id}`;
    expect((await node.call(alice, own, { keyword: "tea" })).status).toBe(422);
    expect(await ask(alice, own, { keyword: "coffee" })).toMatchObject({ keyword: "coffee" });
  });

  it("have keywords of 20,000 characters in all", async () => {
    const words = (from: string): Json =>
      Array.from({ length: 20 }, (_, n) => ({ keyword: from.repeat(485) + "b".repeat(n + 1) }));
    await create(words("a"));
    await create(words("c"));
    expect((await node.call(alice, "POST /api/v2/filters", { title: "x", context: ["home"], keywords_attributes: words("d") })).status).toBe(422); // prettier-ignore
    expect(await ask(alice, "GET /api/v2/filters")).toHaveLength(2);
  });

  it.each<[string, Json]>([
    ["with more keywords than one call takes", { title: "x", context: ["home"], keywords_attributes: Array.from({ length: 101 }, (_, n) => ({ keyword: `w${n}` })) }],
    ["with more keywords than one form takes", { title: "x", context: ["home"], keywords_attributes: { keyword: Array.from({ length: 101 }, (_, n) => `w${n}`) } }],
    ["without a title", { context: ["home"] }],
    ["without a context", { title: "x" }],
    ["with a context that there is not", { title: "x", context: ["everywhere"] }],
    ["with an action that there is not", { title: "x", context: ["home"], filter_action: "burn" }],
    ["with an empty keyword", { title: "x", context: ["home"], keywords_attributes: [{ keyword: " " }] }],
    ["with a keyword without end", { title: "x", context: ["home"], keywords_attributes: [{ keyword: "x".repeat(513) }] }],
  ])("%s are refused", async (_name, fields) => {
    expect((await node.call(alice, "POST /api/v2/filters", fields)).status).toBe(422);
    expect(await ask(alice, "GET /api/v2/filters")).toEqual([]);
  }); // prettier-ignore

  it("are their owner's alone", async () => {
    const { id, keywords } = await create([{ keyword: "tea" }]);
    for (const path of [`/api/v2/filters/${id}`, `/api/v2/filters/keywords/${keywords[0]?.id ?? ""}`]) {
      expect((await node.call(bob, `GET ${path}`)).status).toBe(404);
      expect((await node.call(bob, `DELETE ${path}`)).status).toBe(404);
      expect((await node.call(null, `GET ${path}`)).status).toBe(401);
    }
  });
});

describe("a status", () => {
  it.each<[string, boolean, string, boolean]>([
    ["tea", true, "A cup of Tea, please", true],
    ["tea", true, "A team of eight", false],
    ["tea", true, "chateau", false],
    ["tea", false, "A team of eight", true],
    ["#tea", true, "Time for #tea", true],
    ["#tea", true, "Time for #teatime", false],
    ["\u{444}\u{435}\u{434}\u{438}", true, "\u{424}\u{435}\u{434}\u{438}!", true],
    ["a b", true, "see a b here", true],
    ["\u{1f375}", true, "x\u{1f375}x", true],
    ["tea", true, "coffee", false],
  ])("meets %s (whole word: %s) in %s: %s", async (keyword, whole_word, text, meets) => {
    await create([{ keyword, whole_word }]);
    const results = await filtered(await publish(text));
    expect(results.map((it) => it.keyword_matches)).toEqual(meets ? [[keyword]] : []);
  });

  it("is read whole: warning, tags and poll, and the post that a boost shows", async () => {
    await create([{ keyword: "secret" }]);
    expect(await filtered(await publish("hi", { spoiler_text: "A secret" }))).toHaveLength(1);
    const poll = { options: ["one", "secret"], expires_in: 3_600 };
    const asked = await publish("Which?", { poll });
    expect(await filtered(asked)).toHaveLength(1);
    const boost = await ask(bob, `POST /api/v1/statuses/${asked}/reblog`);
    await ask(alice, `POST /api/v1/accounts/${bob.id}/follow`);
    await node.settle();
    expect(await filtered((boost as { id: string }).id)).toHaveLength(1);
  });

  it("is filtered in timelines, for whoever has the filter, until its time is over", async () => {
    await create([{ keyword: "tea" }], { expires_in: 60 });
    const id = await publish("tea");
    const shown = async (by: Member | null): Promise<number> => {
      const body: unknown = (await node.call(by, "GET /api/v1/timelines/public")).body;
      return (body as { filtered: unknown[] }[])[0]?.filtered.length ?? -1;
    };
    expect([await shown(alice), await shown(bob), await shown(null)]).toEqual([1, 0, 0]);
    node.clock += 61_000;
    expect([await shown(alice), (await filtered(id)).length]).toEqual([0, 0]);
  });
});
