import { beforeEach, describe, expect, it } from "vitest";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { INSTANCE } from "../store/store.ts";
import { peer, type Peer } from "./peer.test-support.ts";
import { network, type Network, type Server } from "./servers.test-support.ts";

let net: Network;
let here: Server;
let evil: Peer;

beforeEach(() => {
  net = network();
  here = net.server("here.example");
  evil = peer(net, "evil.example");
});

const gather = (uri: string): Promise<AccountRow> => here.federation.gather.account(uri);
const kept = (uri: string) => here.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri }));

async function refused(uri: string, code = "RemoteUnavailable"): Promise<void> {
  await expect(gather(uri)).rejects.toMatchObject({ code });
  expect(await kept(uri)).toBeUndefined();
}

/** An actor whose address is confirmed, whatever else it says of itself. */
function named(user: string, change: { readonly [key: string]: unknown }): string {
  const { uri } = evil.actor("x", { preferredUsername: user, ...change });
  const links = [{ rel: "self", type: "application/activity+json", href: uri }];
  const subject = `acct:${encodeURIComponent(user)}@evil.example`;
  const path = `/.well-known/webfinger?resource=${encodeURIComponent(subject)}`;
  evil.serve(path, { subject, links }, "application/jrd+json");
  return uri;
}

const unnamed = (type: string, preferredUsername: string | null, at = evil): string => {
  const { uri } = at.actor("x", { type, preferredUsername });
  at.paths.delete(`/.well-known/webfinger?resource=${encodeURIComponent("acct:x@evil.example")}`);
  return uri;
};

describe("a server's own actor, which WebFinger does not know,", () => {
  it.each(["victim@good.example", "@victim", "x\ny", "a b", "<b>", "a\u202eb", "a\u200bb", "x".repeat(65)])(
    "is nobody when it is called %j",
    async (name) => {
      await refused(unnamed("Application", name));
    },
  );

  // PeerTube, Pleroma, Misskey, WordPress, Mastodon and Pixelfed, as they call theirs.
  it.each(["peertube", "relay", "internal.fetch", "instance.actor", "application", "evil.example"])(
    "has an address when it is called %s",
    async (name) => {
      const acct = `${name}@evil.example`;
      expect(await gather(unnamed("Application", name))).toMatchObject({ acct, username: name });
    },
  );

  it("may be called like its host, with its port", async () => {
    const other = peer(net, "evil.example:3000");
    expect(await gather(unnamed("Application", "evil.example:3000", other))).toMatchObject({
      acct: "evil.example:3000@evil.example:3000",
      username: "evil.example:3000",
    });
  });

  it("has an address only as an Application", async () => {
    await refused(unnamed("Service", "relay"), "NotFound");
  });
});

describe("an address that WebFinger confirms", () => {
  it.each(["a\u202eb", "a\u200bb", "a:b", "a!b", "x".repeat(65), "x".repeat(200)])(
    "is none when the name in it is %j",
    async (user) => {
      await refused(named(user, {}));
      await refused(named(user, { webfinger: `${encodeURIComponent(user)}@evil.example` }));
    },
  );

  it("is not asked for when no account could be kept by it", async () => {
    net.log.length = 0;
    const uri = named("a\u202eb", {});
    await refused(uri);
    expect(net.log).toEqual([`GET ${uri}`]);
  });

  // Mastodon and Lemmy, PeerTube's older channels, Bridgy Fed, Mostr, and names in other scripts.
  it.each<[string, string]>([
    ["Person", "Bob_B"],
    ["Group", "cats"],
    ["Group", "0b4b5bb3-5a1c-4a8f-9d4f-2f5c1fd3c1f4"],
    ["Service", "a.b-c.example"],
    ["Person", "0123456789abcdef".repeat(4)],
    ["Person", "Zoë"],
    ["Person", "東京"],
  ])("is kept in lower case, and the name as it is written: %s %s", async (type, user) => {
    const uri = named(user, { type });
    expect(await gather(uri)).toMatchObject({
      type,
      acct: `${user.toLowerCase()}@evil.example`,
      username: user,
    });
  });

  it.each(["victim@good.example", "\u202eelpmaxe", "<b>", "victim"])(
    "is what its actor is called, though it calls itself %j",
    async (preferredUsername) => {
      const uri = named("mal", { preferredUsername, webfinger: "mal@evil.example" });
      expect(await gather(uri)).toMatchObject({ acct: "mal@evil.example", username: "mal" });
    },
  );

  it("leaves who had it before with the name alone", async () => {
    const first = named("bob", {});
    await gather(first);
    const next = `${evil.origin}/users/next`;
    const document = new TextDecoder().decode(evil.paths.get("/users/x")?.body);
    evil.serve("/users/next", document.replaceAll(first, next));
    const links = [{ rel: "self", type: "application/activity+json", href: next }];
    const path = "/.well-known/webfinger?resource=acct%3Abob%40evil.example";
    evil.serve(path, { subject: "acct:bob@evil.example", links }, "application/jrd+json");
    expect(await gather(next)).toMatchObject({ acct: "bob@evil.example", username: "bob" });
    net.clock += 25 * 3_600_000;
    expect(await gather(first)).toMatchObject({ acct: first, username: "bob", fetchedAt: net.clock });
  });

  it("is what a mention of it shows", async () => {
    const alice = await here.member("alice");
    named("mal", { preferredUsername: "victim@good.example", webfinger: "mal@evil.example" });
    const content = "@mal@evil.example";
    const status = await alice.user.publishStatus(alice.caller, { content, visibility: "public" });
    expect(
      JSON.stringify(status, (_key, value: unknown) => (typeof value === "bigint" ? null : value)),
    ).toContain("@<span>mal</span>");
  });
});
