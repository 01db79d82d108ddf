import { beforeEach, describe, expect, it } from "vitest";
import { answerOf, ACTIVITY } from "../federation/peer.test-support.ts";
import { network, type Member, type Network, type Server } from "../federation/servers.test-support.ts";
import { statuses, type QuotePolicy, type StatusRow, type Visibility } from "../schema/statuses.ts";
import { notifications } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";
import { Audience } from "../read/audience.ts";
import { quotesOf } from "../read/quotesOf.ts";
import { viewStatuses } from "../read/statusView.ts";

let net: Network;
let here: Server;
let there: Server;
/** Alice is quoted; carol is on her server, bob on another, where dave follows him. */
let alice: Member;
let carol: Member;
let bob: Member;
let dave: Member;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  there = net.server("there.example");
  alice = await here.member("alice");
  carol = await here.member("carol");
  bob = await there.member("bob");
  dave = await there.member("dave");
  await alice.user.followUser(alice.caller, { account: "bob@there.example" });
  await net.settle();
});

interface Told {
  readonly visibility?: Visibility;
  readonly quotePolicy?: QuotePolicy;
}

async function publish(by: Member, more: Told & { readonly quote?: string } = {}): Promise<StatusRow> {
  const row = await by.user.publishStatus(by.caller, {
    content: "Words",
    visibility: "public",
    allowNoRecipients: true,
    ...more,
  });
  await net.settle();
  return row;
}

const quote = (by: Member, { uri }: StatusRow, more: Told = {}) => publish(by, { ...more, quote: uri });

const at = async (server: Server, { uri }: Pick<StatusRow, "uri">) =>
  server.store.view(INSTANCE, (view) => view.find(statuses, "uri", { uri }));
const seenBy = async (server: Server, viewer: Member | null, { uri }: Pick<StatusRow, "uri">) =>
  server.store.view(viewer?.account.id ?? INSTANCE, async (view) => {
    const row = await view.find(statuses, "uri", { uri });
    const [found] = await viewStatuses(
      new Audience(view, viewer?.account.id ?? INSTANCE),
      row === undefined ? [] : [row],
    );
    return { state: found?.quote?.state, shows: found?.quote?.status?.status.uri };
  });
const told = async (server: Server, whom: Member) =>
  (await server.store.view(whom.account.id, (view) => view.scan(notifications, { limit: 50 }))).rows.map(
    ({ type }) => type,
  );
const get = async (server: Server, url: string) => {
  const answer = await answerOf(server, {
    method: "GET",
    url: url.slice(server.origin.length),
    headers: { accept: ACTIVITY },
  });
  return { status: answer.status, body: new TextDecoder().decode(answer.body) };
};

describe("a quote of a status on the same server", () => {
  it("stands at once where the author lets it, is counted, and is told to the author", async () => {
    const original = await publish(alice);
    const quoting = await quote(carol, original);
    expect(quoting).toMatchObject({ quoteState: "accepted", quotedId: original.id });
    expect(await at(here, original)).toMatchObject({ quoteCount: 1 });
    expect(await told(here, alice)).toEqual(["quote"]);
    expect(await seenBy(here, null, quoting)).toEqual({ state: "accepted", shows: original.uri });
    expect(net.failures).toEqual([]);
  });

  it.each<[Told, boolean, string | undefined]>([
    [{ quotePolicy: "nobody" }, false, undefined],
    [{ quotePolicy: "followers" }, false, undefined],
    [{ quotePolicy: "followers" }, true, "accepted"],
    [{ visibility: "private" }, true, undefined],
    [{ visibility: "direct" }, true, undefined],
    [{ visibility: "unlisted" }, false, "accepted"],
  ])("goes by the author's rule: %j, following: %s", async (how, isFollowing, state) => {
    if (isFollowing) await carol.user.followUser(carol.caller, { account: "alice" });
    await net.settle();
    const original = await publish(alice, how);
    const quoted = quote(carol, original);
    if (state === undefined) await expect(quoted).rejects.toMatchObject({ code: "NotFound" });
    else expect(await quoted).toMatchObject({ quoteState: state });
  });

  it("is refused to whom the author blocks", async () => {
    const original = await publish(alice);
    await alice.user.blockUser(alice.caller, { account: "carol" });
    await net.settle();
    await expect(quote(carol, original)).rejects.toMatchObject({ code: "NotFound" });
  });

  it("of one's own followers-only status is for followers only, whatever was asked", async () => {
    const original = await publish(alice, { visibility: "private" });
    expect(await quote(alice, original)).toMatchObject({ visibility: "private", quoteState: "accepted" });
    const direct = await publish(alice, { visibility: "direct" });
    await expect(quote(alice, direct)).rejects.toMatchObject({ code: "NotFound" });
  });

  it("in a direct status is only of whom that names", async () => {
    const original = await publish(alice);
    const direct = { visibility: "direct", quote: original.uri } as const;
    const say = (content: string) => carol.user.publishStatus(carol.caller, { ...direct, content });
    await expect(say("To @bob@there.example")).rejects.toMatchObject({ code: "BadArgs", field: "quote" });
    await expect(say("To @alice")).resolves.toMatchObject({ quoteState: "accepted" });
  });

  it("goes with its status, and says so when the quoted one goes", async () => {
    const original = await publish(alice);
    const first = await quote(carol, original);
    const second = await quote(carol, original);
    await carol.user.deleteStatus(carol.caller, { statusUri: first.uri });
    await net.settle();
    expect(await at(here, original)).toMatchObject({ quoteCount: 1 });
    await alice.user.deleteStatus(alice.caller, { statusUri: original.uri });
    await net.settle();
    expect(await seenBy(here, carol, second)).toEqual({ state: "deleted", shows: undefined });
  });

  it("is hidden from who blocks or mutes the quoted author, and says why", async () => {
    const original = await publish(alice);
    const quoting = await quote(carol, original);
    const eve = await here.member("eve");
    await eve.user.muteUser(eve.caller, { account: "alice" });
    expect(await seenBy(here, eve, quoting)).toEqual({ state: "muted_account", shows: undefined });
    await eve.user.blockUser(eve.caller, { account: "alice" });
    expect(await seenBy(here, eve, quoting)).toEqual({ state: "blocked_account", shows: undefined });
    await net.settle();
  });

  it("is told of edits of what it quotes", async () => {
    const original = await publish(alice);
    await quote(carol, original);
    await alice.user.editStatus(alice.caller, { statusUri: original.uri, content: "Other words" });
    await net.settle();
    expect(await told(here, carol)).toEqual(["quoted_update"]);
  });
});

describe("a quote of a status on another server", () => {
  it("waits for the author's server, is verified, shown on all servers, and told", async () => {
    const original = await publish(alice);
    await dave.user.followUser(dave.caller, { account: "bob" });
    await net.settle();
    const quoting = await quote(bob, original);
    expect(quoting.quoteState).toBe("pending");
    const settled = await at(there, quoting);
    const stamp = `${alice.account.uri}/quote_authorizations/${(await at(here, quoting))?.id}`;
    expect(settled).toMatchObject({ quoteState: "accepted", quoteApprovalUri: stamp });
    expect(await at(here, original)).toMatchObject({ quoteCount: 1 });
    expect(await told(here, alice)).toEqual(["quote"]);
    const note = JSON.parse((await get(there, quoting.uri)).body) as Record<string, unknown>;
    expect(note).toMatchObject({ quote: original.uri, quoteAuthorization: stamp });
    expect(JSON.parse((await get(here, stamp)).body)).toMatchObject({
      type: "QuoteAuthorization",
      id: stamp,
      attributedTo: alice.account.uri,
      interactingObject: quoting.uri,
      interactionTarget: original.uri,
    });
    for (const [server, viewer] of [
      [here, alice],
      [there, dave],
    ] as const)
      expect(await seenBy(server, viewer, quoting)).toEqual({ state: "accepted", shows: original.uri });
    expect(net.failures).toEqual([]);
  });

  it("comes to the same when every effect is performed twice", async () => {
    net.isRepeating = true;
    const original = await publish(alice);
    const quoting = await quote(bob, original);
    expect(await at(there, quoting)).toMatchObject({ quoteState: "accepted" });
    expect(await at(here, original)).toMatchObject({ quoteCount: 1 });
    expect(await told(here, alice)).toEqual(["quote"]);
    expect(net.failures).toEqual([]);
  });

  it("is rejected when the author has thought better of it meanwhile", async () => {
    const original = await publish(alice);
    await bob.user.followUser(bob.caller, { account: "alice@here.example" });
    await net.settle();
    await quote(bob, original);
    // The other server has not heard of the change when it asks.
    const second = await publish(alice);
    await bob.user.publishStatus(bob.caller, { content: "Look", visibility: "public", quote: second.uri });
    await alice.user.setQuotePolicy(alice.caller, { statusUri: second.uri, quotePolicy: "nobody" });
    await net.settle();
    const rows = await there.store.view(INSTANCE, (view) => view.scan(statuses, { limit: 50 }));
    expect(rows.rows.find((row) => row.quoteUri === second.uri)).toMatchObject({ quoteState: "rejected" });
    expect(await at(there, second)).toMatchObject({ quotePolicy: { automatic: [], manual: [] } });
    await expect(quote(bob, second)).rejects.toMatchObject({ code: "NotFound" });
  });

  it.each(["here", "there"] as const)(
    "is detached once its author revokes it, from %s too",
    async (where) => {
      const original = await publish(alice);
      const by = where === "here" ? carol : bob;
      const quoting = await quote(by, original);
      const stamp = (await at(here, quoting))?.quoteApprovalUri ?? "";
      expect((await get(here, stamp)).status).toBe(200);
      const revoke = () =>
        alice.user.revokeQuote(alice.caller, { statusUri: original.uri, quotingUri: quoting.uri });
      await revoke();
      await net.settle();
      const server = where === "here" ? here : there;
      expect(await at(server, quoting)).toMatchObject({ quoteState: "revoked", quoteApprovalUri: null });
      expect(await seenBy(server, by, quoting)).toEqual({ state: "revoked", shows: undefined });
      expect(await at(here, original)).toMatchObject({ quoteCount: 0 });
      expect((await get(here, stamp)).status).toBe(404);
      const note = JSON.parse((await get(server, quoting.uri)).body) as Record<string, unknown>;
      expect(note["quoteAuthorization"]).toBeUndefined();
      await revoke();
      await expect(
        carol.user.revokeQuote(carol.caller, { statusUri: original.uri, quotingUri: quoting.uri }),
      ).rejects.toMatchObject({ code: "NotFound" });
      expect(net.failures).toEqual([]);
    },
  );

  it("lists what quotes a status to its author", async () => {
    const original = await publish(alice);
    const quotes = [await quote(carol, original), await quote(bob, original)];
    const { items } = await here.store.view(alice.account.id, (view) =>
      quotesOf(view, alice.account.id, original.id, { limit: 20 }),
    );
    expect(items.map(({ status }) => status.uri)).toEqual(quotes.map(({ uri }) => uri).reverse());
  });

  it("in a quoted status is named and not shown", async () => {
    const original = await publish(alice);
    const inner = await quote(carol, original);
    const outer = await quote(alice, inner);
    const [found] = await here.store.view(alice.account.id, (view) =>
      viewStatuses(new Audience(view, alice.account.id), [outer]),
    );
    expect(found?.quote?.status?.status.uri).toBe(inner.uri);
    expect(found?.quote?.status?.quote).toEqual({ state: "accepted", status: null, quotedId: original.id });
  });
});
