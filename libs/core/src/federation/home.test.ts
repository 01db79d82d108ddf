import { parse, type Actor } from "@mastic/activitypub";
import { describe, expect, it } from "vitest";
import type { Caller } from "../context.ts";
import { furnish } from "../directory/home/furnishHome.ts";
import { sayGoodbye, tellWitnesses, type WitnessCursor } from "../directory/home/sayGoodbye.ts";
import { deleteActorActivity } from "../document/activity.ts";
import { CoreError } from "../error.ts";
import { memoryStore } from "../memory/store.ts";
import { crypto } from "../nodeCrypto.test-support.ts";
import { coreSchema } from "../schema/schema.ts";
import { accounts } from "../schema/accounts.ts";
import { statuses } from "../schema/statuses.ts";
import { followers } from "../schema/user.ts";
import type { Store } from "../store/store.ts";
import { instance } from "../user/homes.test-support.ts";
import { slidingMinute } from "../user/rateLimit.ts";
import { createUser, type User } from "../user/user.ts";
import { createHome, type Home } from "./home.ts";

const page = { offset: 0, limit: 50 };

interface Resident {
  readonly caller: Caller;
  readonly user: User;
  readonly home: Home;
  readonly store: Store;
}

/** Homes with a store each, and what lies between them: documents are fetched, activities carried, each twice. */
function neighbours() {
  const homes = new Map<string, Resident>();
  let clock = 1_795_000_000_000;
  const elsewhere = (asker: string) => ({
    async fetch(uri: string) {
      const handle = /\/users\/([a-z]+)/.exec(uri)?.[1] ?? "";
      const answer = await homes.get(handle)?.home.document(uri.slice(instance.origin.length), asker);
      if (answer?.status === 200) return parse(new TextDecoder().decode(answer.body));
      throw new CoreError(answer?.status === 410 ? "Gone" : "NotFound", uri);
    },
    find: async (address: string): Promise<never> => {
      throw new CoreError("NotFound", address);
    },
    confirm: async (actor: Actor) => actor.preferredUsername ?? "",
  });
  const forwarded: unknown[] = [];
  return {
    /** What homes had to tell of others' statuses. */
    forwarded,
    async move(handle: string): Promise<Resident> {
      const id = BigInt(homes.size + 1) * 1_000n;
      const store = memoryStore(coreSchema, { clock: () => clock });
      const ctx = { store, instance, now: () => clock, random: (length: number) => new Uint8Array(length) };
      await store.turn(id, (turn) => furnish(ctx, turn, { id, principal: handle, handle }, []));
      const uri = `${instance.origin}/users/${handle}`;
      const home = createHome({ ...ctx, home: id, crypto }, elsewhere(uri));
      const user = createUser({
        ...ctx,
        owner: id,
        gather: home.gather,
        rateLimit: slidingMinute(1_000),
        isModerator: async () => false,
      });
      const resident = { caller: { principal: handle }, user, home, store };
      homes.set(handle, resident);
      return resident;
    },
    /** The end of an account; its home answers nothing any more. */
    async leave(handle: string): Promise<void> {
      const resident = homes.get(handle);
      if (resident === undefined) throw new Error(`Nobody is ${handle}.`);
      const { store, user } = resident;
      const ctx = { store, instance, now: () => clock, random: (length: number) => new Uint8Array(length) };
      const { uri } = await user.getProfile();
      const account = await store.view(0n, (view) => view.find(accounts, "uri", { uri }));
      if (account === undefined) throw new Error(`${handle} has no account.`);
      const farewell = deleteActorActivity(uri);
      await sayGoodbye(ctx, account, farewell);
      let after: WitnessCursor | undefined;
      do after = await tellWitnesses(ctx, account, farewell, after);
      while (after !== undefined);
      await this.settle();
      homes.delete(handle);
    },
    async settle() {
      for (let busy = true; busy;) {
        busy = false;
        clock += 1;
        for (const { store } of homes.values()) {
          for (const it of await store.effects.claim({ now: clock, limit: 100, leaseMillis: 1_000 })) {
            busy = true;
            await store.effects.complete([it.id]);
            if (it.kind === "forward") forwarded.push(it.payload);
            if (it.kind !== "route" || it.body === null) continue;
            const { targets, toFollowers } = it.payload as { targets: string[]; toFollowers: boolean };
            const to = await store.view(it.owner, async (view) => {
              const named = await view.getMany(
                accounts,
                targets.map((target) => ({ id: BigInt(target) })),
              );
              const { rows } = await view.scan(followers, { limit: 100 });
              return new Set([
                ...named.map((row) => row?.uri ?? ""),
                ...(toFollowers ? rows.map((row) => row.actorUri) : []),
              ]);
            });
            for (const uri of to) {
              for (let time = 0; time < 2; time += 1) {
                await homes.get(uri.slice(uri.lastIndexOf("/") + 1))?.home.receive(it.body.content);
              }
            }
          }
        }
      }
    },
  };
}

describe("homes with a store each", () => {
  it("follow, read, like, boost, answer and forget each other, however often they are told", async () => {
    const world = neighbours();
    const [alice, bob] = [await world.move("alice"), await world.move("bob")];
    await alice.user.followUser(alice.caller, { account: "bob" });
    await world.settle();
    const { uri: bobUri } = await bob.user.getProfile();
    expect(await bob.user.getFollowers(page)).toEqual([`${instance.origin}/users/alice`]);
    expect(await alice.user.getFollowing(page)).toEqual([bobUri]);
    expect((await alice.home.gather.account("bob")).acct).toBe("bob");

    const post = await bob.user.publishStatus(bob.caller, { content: "Hi @alice", visibility: "private" });
    await world.settle();
    const texts = async () => (await alice.user.readFeed(alice.caller, page)).map((it) => it.status.uri);
    expect(await texts()).toEqual([post.uri]);
    const counts = async () => {
      const row = await bob.store.view(0n, (view) => view.get(statuses, { id: post.id }));
      return [row?.likeCount, row?.replyCount];
    };
    await alice.user.likeStatus(alice.caller, { statusUrl: post.uri });
    const answer = await alice.user.publishStatus(alice.caller, {
      content: "Hello",
      visibility: "public",
      inReplyTo: post.uri,
    });
    await world.settle();
    expect(await counts()).toEqual([1, 1]);
    await alice.user.undoLike(alice.caller, { statusUrl: post.uri });
    await alice.user.deleteStatus(alice.caller, { statusUri: answer.uri });
    await world.settle();
    expect((await counts())[0]).toBe(0);

    const open = await bob.user.publishStatus(bob.caller, { content: "Pass it on", visibility: "public" });
    await world.settle();
    await alice.user.boostStatus(alice.caller, { statusUrl: open.uri });
    await world.settle();
    expect((await bob.user.getLocalStatus({ principal: null }, { id: open.id })).boostCount).toBe(1);
    await bob.user.deleteStatus(bob.caller, { statusUri: post.uri });
    await alice.user.unfollowUser(alice.caller, { account: bobUri });
    await world.settle();
    expect(await bob.user.getFollowers(page)).toEqual([]);
  });

  it("leave word of an edit and a deletion for those who have it from a booster", async () => {
    const world = neighbours();
    const [alice, bob] = [await world.move("alice"), await world.move("bob")];
    const open = await bob.user.publishStatus(bob.caller, { content: "Pass it on", visibility: "public" });
    await alice.user.boostStatus(alice.caller, { statusUrl: open.uri });
    await world.settle();
    world.forwarded.length = 0;
    await bob.user.editStatus(bob.caller, { statusUri: open.uri, content: "And on" });
    await world.settle();
    await bob.user.deleteStatus(bob.caller, { statusUri: open.uri });
    await world.settle();
    const news = { actorUri: `${instance.origin}/users/bob`, objectUri: open.uri, toFollowers: true };
    expect(world.forwarded).toMatchObject([
      { ...news, change: "Update" },
      { ...news, change: "Delete" },
    ]);
  });

  it("keep nothing of who has left, also who only passed it on, and leave word for those who have it from them", async () => {
    const world = neighbours();
    const [alice, bob] = [await world.move("alice"), await world.move("bob")];
    const open = await bob.user.publishStatus(bob.caller, { content: "Pass it on", visibility: "public" });
    await bob.user.publishStatus(bob.caller, { content: "Nobody has seen it", visibility: "public" });
    await alice.user.boostStatus(alice.caller, { statusUrl: open.uri });
    await world.settle();
    expect(await alice.user.getFollowing(page)).toEqual([]);
    world.forwarded.length = 0;
    await world.leave("bob");
    const bobUri = `${instance.origin}/users/bob`;
    const left = await alice.store.view(0n, async (view) => [
      await view.find(accounts, "uri", { uri: bobUri }),
      await view.find(statuses, "uri", { uri: open.uri }),
    ]);
    expect(left).toEqual([undefined, undefined]);
    expect(world.forwarded).toMatchObject([
      { actorUri: bobUri, objectUri: bobUri, change: "Delete", toFollowers: true },
    ]);
  });

  it("gather what is public of others, and not what is hidden", async () => {
    const world = neighbours();
    const [alice, bob] = [await world.move("alice"), await world.move("bob")];
    const open = await bob.user.publishStatus(bob.caller, { content: "Open", visibility: "public" });
    const hidden = await bob.user.publishStatus(bob.caller, { content: "Hidden", visibility: "private" });
    expect(await alice.home.gather.status(open.uri)).toMatchObject({ uri: open.uri, content: "<p>Open</p>" });
    await expect(alice.home.gather.status(hidden.uri)).rejects.toMatchObject({ code: "NotFound" });
    await expect(alice.home.gather.account("nobody")).rejects.toMatchObject({ code: "NotFound" });
  });

  it("refuse what is no activity", async () => {
    const alice = await neighbours().move("alice");
    await expect(alice.home.receive("{")).rejects.toMatchObject({ code: "InvalidActivity" });
    await expect(
      alice.home.receive('{"type":"Like","actor":"https://far.example/a"}'),
    ).rejects.toBeInstanceOf(CoreError);
  });
});
