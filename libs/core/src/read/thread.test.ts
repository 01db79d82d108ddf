import { beforeEach, describe, expect, it } from "vitest";
import { network, type Member, type Network, type Server } from "../federation/servers.test-support.ts";
import type { StatusRow, Visibility } from "../schema/statuses.ts";
import { INSTANCE } from "../store/store.ts";
import { thread } from "./thread.ts";

let net: Network;
let here: Server;
let alice: Member;
let bob: Member;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  alice = await here.member("alice");
  bob = await here.member("bob");
});

async function say(
  by: Member,
  content: string,
  to?: StatusRow,
  visibility: Visibility = "public",
): Promise<StatusRow> {
  const row = await by.user.publishStatus(by.caller, { content, visibility, inReplyTo: to?.uri });
  net.clock += 1_000;
  await net.settle();
  return row;
}

async function threadOf(status: StatusRow, viewer: Member | null = null): Promise<[string[], string[]]> {
  const owner = viewer?.account.id ?? INSTANCE;
  const found = await here.store.view(owner, (view) => thread(view, owner, status));
  const texts = (which: typeof found.ancestors): string[] =>
    which.map((it) => it.status.content.replaceAll(/<[^>]+>/g, "").replace("@alice ", ""));
  return [texts(found.ancestors), texts(found.descendants)];
}

describe("a thread", () => {
  it("has what led here from the first on, and each answer before the next one's answers", async () => {
    const root = await say(alice, "root");
    const one = await say(bob, "one", root);
    const two = await say(alice, "two", root);
    const oneOne = await say(alice, "one.one", one);
    await say(bob, "one.two", one);
    await say(bob, "two.one", two);
    await say(bob, "one.one.one", oneOne);
    expect(await threadOf(root)).toEqual([
      [],
      ["one", "one.one", "one.one.one", "one.two", "two", "two.one"],
    ]);
    expect(await threadOf(oneOne)).toEqual([["root", "one"], ["one.one.one"]]);
  });

  it("leaves out what the viewer may not see, with the answers below it, and shows the rest above", async () => {
    const root = await say(alice, "root");
    const secret = await say(bob, "@alice secret", root, "direct");
    const below = await say(alice, "below", secret);
    const [above, answers] = await threadOf(root);
    expect([above, answers]).toEqual([[], []]);
    expect((await threadOf(root, bob))[1]).toEqual(["secret", "below"]);
    expect((await threadOf(below))[0]).toEqual(["root"]);
  });

  it("hides from the blocked what the author wrote", async () => {
    const root = await say(alice, "root");
    await say(alice, "more", root);
    await alice.user.blockUser(alice.caller, { account: bob.account.uri });
    await net.settle();
    expect(await threadOf(root, bob)).toEqual([[], []]);
    expect(await threadOf(root)).toEqual([[], ["more"]]);
  });

  it("goes on without what was deleted", async () => {
    const root = await say(alice, "root");
    const middle = await say(bob, "middle", root);
    const last = await say(alice, "last", middle);
    await bob.user.deleteStatus(bob.caller, { statusUri: middle.uri });
    await net.settle();
    expect(await threadOf(last)).toEqual([[], []]);
    expect((await threadOf(root))[1]).toEqual([]);
  });
});
