import { beforeEach, describe, expect, it } from "vitest";
import { network, type Member, type Network, type Server } from "../federation/servers.test-support.ts";
import { accounts } from "../schema/accounts.ts";
import { INSTANCE } from "../store/store.ts";
import { accountList } from "./accountLists.ts";
import { searchAccounts, searchHashtags } from "./search.ts";

let net: Network;
let here: Server;
let alice: Member;
let alina: Member;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  alice = await here.member("alice");
  alina = await here.member("alina");
  await here.member("bob");
});

async function found(
  query: string,
  { by = null as Member | null, followed = false, limit = 10, offset = 0 } = {},
) {
  const owner = by?.account.id ?? INSTANCE;
  const rows = await here.store.view(owner, (view) =>
    searchAccounts(view, owner, query, { limit, offset }, followed),
  );
  return rows.map((row) => row.acct);
}

describe("searching accounts", () => {
  it("finds by the beginning of the address, the exact one first, and each once", async () => {
    await here.member("ali");
    expect(await found("ali")).toEqual(["ali", "alice", "alina"]);
    expect(await found("ali", { offset: 1, limit: 1 })).toEqual(["alice"]);
    expect(await found("lice")).toEqual([]);
    expect(await found("alice")).toEqual(["alice"]);
  });

  it("finds people elsewhere whom this node knows, by their whole address as well", async () => {
    await net.server("there.example").member("alistair");
    await alice.user.followUser(alice.caller, { account: "@alistair@there.example" });
    await net.settle();
    expect(await found("ali")).toContain("alistair@there.example");
    expect(await found("alistair@there")).toEqual(["alistair@there.example"]);
    expect(await found("ali", { by: alice, followed: true })).toEqual(["alistair@there.example"]);
    expect(await found("ali", { by: alina, followed: true })).toEqual([]);
    expect(await found("ali", { followed: true })).toEqual([]);
  });

  it("leaves out the suspended", async () => {
    await here.store.turn(INSTANCE, (turn) =>
      turn.update(accounts, { id: alina.account.id }, { suspended: true }),
    );
    expect(await found("ali")).toEqual(["alice"]);
  });
});

it("finds hashtags by their beginning", async () => {
  for (const content of ["#cat", "#Cats", "#category", "#dog"])
    await alice.user.publishStatus(alice.caller, { content, visibility: "public" });
  const tags = (query: string, limit = 10) =>
    here.store.view(INSTANCE, (view) => searchHashtags(view, query, { limit, offset: 0 }));
  expect(await tags("cat")).toEqual(["cat", "category", "cats"]);
  expect(await tags("cat", 1)).toEqual(["cat"]);
  expect(await tags("bird")).toEqual([]);
});

it("lists followers with the newest first, in pages, without the suspended", async () => {
  for (const handle of ["fay", "gil", "hal"]) {
    const member = await here.member(handle);
    await member.user.followUser(member.caller, { account: alice.account.uri });
    net.clock += 1_000;
    await net.settle();
  }
  const followers = (maxId?: bigint) =>
    here.store.view(alice.account.id, (view) => accountList(view, "followers", { limit: 2, maxId }));
  const first = await followers();
  expect(first.items.map((row) => row.acct)).toEqual(["hal", "gil"]);
  expect((await followers(first.oldest)).items.map((row) => row.acct)).toEqual(["fay"]);
  const [gil] = first.items.slice(1);
  await here.store.turn(INSTANCE, (turn) =>
    turn.update(accounts, { id: gil?.id ?? 0n }, { suspended: true }),
  );
  expect((await followers()).items.map((row) => row.acct)).toEqual(["hal", "fay"]);
});
