import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { peer, post, type Peer, type PeerActor } from "../federation/peer.test-support.ts";
import { network, type Member, type Network, type Server } from "../federation/servers.test-support.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { notifications } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";

/** Payloads as Mastodon 4.5 sends them: vectors/quotes/mastodon.json. */

type Document = Readonly<Record<string, unknown>>;
interface Vectors {
  readonly note: Document;
  readonly quoteRequest: Document;
  readonly accept: Document;
  readonly reject: Document;
  readonly authorization: Document;
  readonly invalidAuthorizations: readonly { readonly why: string; readonly change: Document }[];
  readonly revocation: Document;
  readonly legacy: readonly Document[];
}
const text = readFileSync(new URL("../../../../vectors/quotes/mastodon.json", import.meta.url), "utf8");
const vectors = JSON.parse(text) as Vectors;

const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";
const BOBS = "https://quoting.example/users/bob/statuses/1";
const STAMP = "https://quoting.example/users/bob/quote_authorizations/3";

let net: Network;
let here: Server;
let alice: Member;
let site: Peer;
let bob: PeerActor;
let eve: PeerActor;
/** What bob's server was sent. */
let heard: Document[];

beforeEach(async () => {
  net = network();
  here = net.server("quoted.example");
  alice = await here.member("alice");
  site = peer(net, "quoting.example");
  bob = site.actor("bob");
  eve = site.actor("eve");
  heard = [];
  site.listen("/inbox", (body) => void heard.push(JSON.parse(body) as Document));
});

/** A vector that names the statuses of this test in the place of its own. */
function about(document: Document, names: Readonly<Record<string, string>>): Document {
  const spelt = Object.entries(names).reduce(
    (all, [name, uri]) => all.replaceAll(`"${name}"`, JSON.stringify(uri)),
    JSON.stringify(document),
  );
  return JSON.parse(spelt) as Document;
}

const ORIGINAL = "https://quoted.example/users/alice/statuses/1";
const publish = async (quote?: string): Promise<StatusRow> => {
  const row = await alice.user.publishStatus(alice.caller, {
    content: "Words",
    visibility: "public",
    ...(quote === undefined ? {} : { quote }),
  });
  await net.settle();
  return row;
};
const give = async (activity: Document, by = bob): Promise<number> => {
  const { status } = await post(here, by, activity);
  await net.settle();
  return status;
};
const find = (uri: string) => here.store.view(INSTANCE, (view) => view.find(statuses, "uri", { uri }));
const told = async () =>
  (await here.store.view(alice.account.id, (view) => view.scan(notifications, { limit: 50 }))).rows.map(
    ({ type }) => type,
  );

describe("a QuoteRequest", () => {
  const QUOTING = "https://quoting.example/users/bob/statuses/2";
  const ask = (original: StatusRow, change: Document = {}) =>
    give({ ...about(vectors.quoteRequest, { [ORIGINAL]: original.uri }), ...change });

  it("is accepted by the author's rule, once, however often it comes", async () => {
    const original = await publish();
    expect(await ask(original)).toBe(202);
    const row = await find(QUOTING);
    const result = `${alice.account.uri}/quote_authorizations/${row?.id}`;
    expect(row).toMatchObject({ quoteState: "accepted", quotedId: original.id, quoteApprovalUri: result });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({
      type: "Accept",
      actor: alice.account.uri,
      result,
      object: {
        type: "QuoteRequest",
        id: vectors.quoteRequest["id"],
        actor: bob.uri,
        object: original.uri,
        instrument: QUOTING,
      },
    });
    await ask(original);
    await ask(original, { id: `${bob.uri}/quote_requests/again` });
    expect(await find(original.uri)).toMatchObject({ quoteCount: 1 });
    expect(await told()).toEqual(["quote"]);
    // The Create, and an Update with the authorization, which is ours to know of, change nothing.
    const note = about(vectors.note, { [ORIGINAL]: original.uri });
    await give(bob.activity("Update", { ...note, quoteAuthorization: result }));
    expect(await find(QUOTING)).toMatchObject({ quoteState: "accepted", quoteApprovalUri: result });
    expect(net.failures).toEqual([]);
  });

  it("finds the quote that came before it waiting", async () => {
    const original = await publish();
    await alice.user.followUser(alice.caller, { account: bob.uri });
    await net.settle();
    await give(bob.activity("Create", about(vectors.note, { [ORIGINAL]: original.uri })));
    expect(await find(QUOTING)).toMatchObject({ quoteState: "pending", quotedId: original.id });
    await ask(original);
    expect(await find(QUOTING)).toMatchObject({ quoteState: "accepted" });
  });

  it("with the instrument by its id is looked up at its server", async () => {
    const original = await publish();
    site.serve("/users/bob/statuses/2", about(vectors.note, { [ORIGINAL]: original.uri }));
    await ask(original, { instrument: QUOTING });
    expect(await find(QUOTING)).toMatchObject({ quoteState: "accepted" });
  });

  it("is rejected where the rule, or a block, does not let it", async () => {
    const original = await publish();
    await alice.user.setQuotePolicy(alice.caller, { statusUri: original.uri, quotePolicy: "followers" });
    await ask(original);
    expect(heard.at(-1)).toMatchObject({ type: "Reject", object: { id: vectors.quoteRequest["id"] } });
    await alice.user.setQuotePolicy(alice.caller, { statusUri: original.uri, quotePolicy: "public" });
    await alice.user.blockUser(alice.caller, { account: bob.uri });
    await net.settle();
    await ask(original, { id: `${bob.uri}/quote_requests/again` });
    expect(heard.at(-1)).toMatchObject({ type: "Reject" });
    expect(await find(QUOTING)).toBeUndefined();
    expect(await told()).toEqual([]);
  });

  it("for what the asker may not see, and with somebody else's status, does nothing", async () => {
    const original = await publish();
    const hidden = await alice.user.publishStatus(alice.caller, { content: "Hush", visibility: "private" });
    await ask(hidden, { id: `${bob.uri}/quote_requests/hidden` });
    expect(heard.at(-1)).toMatchObject({ type: "Reject" });
    const { instrument } = about(vectors.quoteRequest, { [ORIGINAL]: original.uri });
    const eves = { ...(instrument as Document), attributedTo: eve.uri };
    await ask(original, { instrument: eves });
    await ask(original, { instrument: { ...(instrument as Document), quote: hidden.uri } });
    expect(await find(QUOTING)).toBeUndefined();
    expect(heard.filter(({ type }) => type === "Accept")).toEqual([]);
  });

  it("does not bring back what was revoked", async () => {
    const original = await publish();
    await ask(original);
    await alice.user.revokeQuote(alice.caller, { statusUri: original.uri, quotingUri: QUOTING });
    await net.settle();
    expect(heard.at(-1)).toMatchObject({
      type: "Delete",
      object: { type: "QuoteAuthorization", interactingObject: QUOTING, interactionTarget: original.uri },
    });
    await ask(original, { id: `${bob.uri}/quote_requests/again` });
    expect(heard.at(-1)).toMatchObject({ type: "Reject" });
    expect(await find(QUOTING)).toMatchObject({ quoteState: "revoked" });
  });
});

describe("the answer to our QuoteRequest", () => {
  let quoting: StatusRow;
  let names: Readonly<Record<string, string>>;

  beforeEach(async () => {
    const canQuote = { automaticApproval: [], manualApproval: [PUBLIC] };
    site.serve("/users/bob/statuses/1", bob.note("1", { interactionPolicy: { canQuote } }));
    quoting = await publish(BOBS);
    const request = heard.find(({ type }) => type === "QuoteRequest");
    expect(request).toMatchObject({
      actor: alice.account.uri,
      object: BOBS,
      instrument: { type: "Note", id: quoting.uri, quote: BOBS, _misskey_quote: BOBS },
    });
    names = { REQUEST: String(request?.["id"]), INSTRUMENT: quoting.uri };
    site.serve("/users/bob/quote_authorizations/3", about(vectors.authorization, names));
  });
  const state = async () => (await find(quoting.uri))?.quoteState;
  const accept = (change: Document = {}, by = bob) =>
    give({ ...about(vectors.accept, names), ...change }, by);

  it("is verified at the author's server, and told to whoever has the quote", async () => {
    expect(await state()).toBe("pending");
    expect(await accept()).toBe(202);
    expect(await find(quoting.uri)).toMatchObject({ quoteState: "accepted", quoteApprovalUri: STAMP });
    expect(heard.at(-1)).toMatchObject({ type: "Update", object: { quoteAuthorization: STAMP } });
    expect(net.log).toContain(`GET ${STAMP}`);
  });

  it.each(vectors.invalidAuthorizations)("counts for nothing where $why", async ({ change }) => {
    site.serve("/users/bob/quote_authorizations/3", { ...about(vectors.authorization, names), ...change });
    await accept();
    expect(await state()).toBe("pending");
  });

  it("counts for nothing where another host vouches for it, or nobody does", async () => {
    const elsewhere = peer(net, "evil.example");
    const id = "https://evil.example/stamp";
    elsewhere.serve("/stamp", { ...about(vectors.authorization, names), id });
    await accept({ result: id });
    expect(await state()).toBe("pending");
    expect(net.log).not.toContain(`GET ${id}`);
    site.paths.delete("/users/bob/quote_authorizations/3");
    await accept({ id: `${bob.uri}#accepts/again` });
    expect(await state()).toBe("pending");
  });

  it("is refused from whom was not asked", async () => {
    const before = await find(quoting.uri);
    expect(await accept({ id: `${eve.uri}#accepts/1`, actor: eve.uri }, eve)).toBe(403);
    expect(await find(quoting.uri)).toEqual(before);
  });

  it("may be a Reject, also by the id of the request alone, and after an Accept", async () => {
    await accept();
    await give({ ...about(vectors.reject, names), object: names["REQUEST"] });
    expect(await find(quoting.uri)).toMatchObject({ quoteState: "revoked", quoteApprovalUri: null });
  });

  it("may be a Reject from the first", async () => {
    await give(about(vectors.reject, names));
    expect(await state()).toBe("rejected");
  });

  it("ends with the authorization, by its author only", async () => {
    await accept();
    const byEve = { ...about(vectors.revocation, names), id: `${eve.uri}#delete`, actor: eve.uri };
    await give(byEve, eve);
    expect(await state()).toBe("accepted");
    await give(about(vectors.revocation, names));
    expect(await state()).toBe("revoked");
    expect(heard.at(-1)).toMatchObject({ type: "Update" });
    expect((heard.at(-1)?.["object"] as Document)["quoteAuthorization"]).toBeUndefined();
  });

  it("that comes after the authorization has ended changes nothing", async () => {
    await give(about(vectors.revocation, names));
    site.paths.delete("/users/bob/quote_authorizations/3");
    await accept();
    expect(await state()).toBe("pending");
  });
});

describe("a quote between others", () => {
  beforeEach(async () => {
    await alice.user.followUser(alice.caller, { account: eve.uri });
    await net.settle();
    site.serve("/users/bob/statuses/1", bob.note("1"));
  });
  const EVES = "https://quoting.example/users/eve/statuses/7";
  const create = (change: Document) => give(eve.activity("Create", eve.note("7", change)), eve);
  const stamp = () => about(vectors.authorization, { INSTRUMENT: EVES });

  it("is shown once its authorization is verified, and no longer when that is gone", async () => {
    await create({ quote: BOBS });
    expect(await find(EVES)).toMatchObject({ quoteState: "pending" });
    expect(await find(BOBS)).toBeDefined();
    site.serve("/users/bob/quote_authorizations/3", stamp());
    const withStamp = eve.note("7", { quote: BOBS, quoteAuthorization: STAMP });
    await give(eve.activity("Update", withStamp), eve);
    expect(await find(EVES)).toMatchObject({
      quoteState: "accepted",
      quoteApprovalUri: STAMP,
      editedAt: null,
    });
    site.paths.delete("/users/bob/quote_authorizations/3");
    await give(eve.activity("Update", eve.note("7", { quote: BOBS })), eve);
    expect(await find(EVES)).toMatchObject({ quoteState: "revoked" });
    expect(await find(BOBS)).toMatchObject({ quoteCount: 0 });
  });

  it("stands without one where both are of the same author", async () => {
    site.serve("/users/eve/statuses/6", eve.note("6"));
    await create({ quoteUrl: "https://quoting.example/users/eve/statuses/6" });
    expect(await find(EVES)).toMatchObject({ quoteState: "accepted", quoteApprovalUri: null });
  });

  it.each(vectors.legacy)("in an older spelling waits for what never comes: %j", async (spelling) => {
    const original = await publish();
    await create(about(spelling, { [ORIGINAL]: original.uri }));
    expect(await find(EVES)).toMatchObject({ quoteUri: original.uri, quoteState: "pending" });
    expect(await find(original.uri)).toMatchObject({ quoteCount: 0 });
    expect(await told()).toEqual([]);
  });

  it("in a quote in a quote is not followed without end", async () => {
    for (let n = 1; n < 30; n += 1) {
      const quote = `${eve.uri}/statuses/c${n + 1}`;
      site.serve(`/users/eve/statuses/c${n}`, eve.note(`c${n}`, { quote }));
    }
    await create({ quote: `${eve.uri}/statuses/c1` });
    expect(net.log.filter((line) => line.includes("/statuses/c")).length).toBeLessThan(5);
  });
});
