import { describe, expect, it } from "vitest";
import { parseActivity } from "@mastic/activitypub";
import type { KeyCrypto } from "../context.ts";
import { memoryStore } from "../memory/store.ts";
import { keyCrypto as nodeKeyCrypto } from "../nodeCrypto.test-support.ts";
import { accounts } from "../schema/accounts.ts";
import { readCounters } from "../schema/counters.ts";
import { coreTables, coreSchema } from "../schema/schema.ts";
import { statuses } from "../schema/statuses.ts";
import { keyPairs, following } from "../schema/user.ts";
import type { StoredEffect } from "../store/effect.ts";
import { addFollower } from "../user/followers.ts";
import { instance } from "../user/homes.test-support.ts";
import { slidingMinute } from "../user/rateLimit.ts";
import { createUser } from "../user/user.ts";
import { createDirectory } from "./directory.ts";
import { homePerformers, type HomeEffect } from "./home/performers.ts";

function setting(keyCrypto: KeyCrypto = nodeKeyCrypto) {
  const world = { clock: 1_795_000_000_000 };
  const store = memoryStore(coreSchema, { clock: () => world.clock });
  const ctx = { store, instance, now: () => world.clock, random: (n: number) => new Uint8Array(n) };
  const directory = createDirectory(ctx);
  const performers = homePerformers(ctx, keyCrypto);
  const isHome = (kind: string): kind is HomeEffect => kind in performers;

  /** Performs what is due for homes, again and again, and returns the rest. */
  async function settle(): Promise<StoredEffect[]> {
    const others: StoredEffect[] = [];
    for (;;) {
      const due = await store.effects.claim({ now: world.clock, limit: 100, leaseMillis: 60_000 });
      if (due.length === 0) return others;
      for (const effect of due) {
        const outcome = isHome(effect.kind)
          ? await performers[effect.kind](effect)
          : { status: "done" as const };
        if (!isHome(effect.kind)) others.push(effect);
        if (outcome.status !== "retry") await store.effects.complete([effect.id]);
        else await store.effects.retry([{ id: effect.id, dueAt: world.clock, error: outcome.error }]);
      }
    }
  }

  async function person(handle: string) {
    const caller = { principal: `p-${handle}` };
    const row = await directory.signUp(caller, { handle });
    await settle();
    const user = createUser({
      ...ctx,
      owner: row.id,
      rateLimit: slidingMinute(1_000),
      isModerator: (principal) => directory.isModerator(principal),
      gather: {
        account: async (uri) => {
          const found = await store.view(0n, (view) => view.find(accounts, "uri", { uri }));
          if (found === undefined) throw new Error(uri);
          return found;
        },
        refresh: async () => Promise.reject(new Error("unused")),
        status: async () => Promise.reject(new Error("unused")),
      },
    });
    return { caller, user, id: row.id };
  }
  return { world, store, directory, settle, person };
}

const anonymous = { principal: null };

describe("signUp", () => {
  it("makes a home with both keys, and then the user is Active", async () => {
    const { directory, settle, store } = setting();
    const alice = { principal: "p-alice" };
    const { id } = await directory.signUp(alice, { handle: "@Alice " });
    expect(await directory.whoAmI(alice)).toMatchObject({ handle: "alice", status: "CreationPending" });
    await expect(directory.getUser({ handle: "alice" })).rejects.toMatchObject({ code: "NotFound" });
    await settle();
    expect(await directory.whoAmI(alice)).toMatchObject({ status: "Active" });
    expect(await directory.getUser({ handle: "@ALICE" })).toMatchObject({ id });
    const { account, keys } = await store.view(id, async (view) => ({
      account: await view.get(accounts, { id }),
      keys: await view.scan(keyPairs, { limit: 10 }),
    }));
    expect(account).toMatchObject({ uri: "https://mastic.test/users/alice", host: null, acct: "alice" });
    expect(account?.keys.map((key) => key.id)).toEqual([
      "https://mastic.test/users/alice#main-key",
      "https://mastic.test/users/alice#ed25519-key",
    ]);
    expect(keys.rows.map((row) => [row.name, row.algorithm])).toEqual([
      ["ed25519-key", "ed25519"],
      ["main-key", "rsa-2048"],
    ]);
  });

  it("refuses what spec 05 says", async () => {
    const { directory, person } = setting();
    const { caller } = await person("alice");
    const signUp = (principal: string | null, handle: string) => directory.signUp({ principal }, { handle });
    await expect(signUp(null, "bob")).rejects.toMatchObject({ code: "AnonymousPrincipal" });
    await expect(signUp("p", "no spaces")).rejects.toMatchObject({ code: "InvalidHandle" });
    await expect(signUp("p", "admin")).rejects.toMatchObject({ code: "InvalidHandle" });
    await expect(signUp("p", "ALICE")).rejects.toMatchObject({ code: "HandleTaken" });
    await expect(directory.signUp(caller, { handle: "bob" })).rejects.toMatchObject({
      code: "AlreadyRegistered",
    });
    await expect(directory.whoAmI({ principal: "p" })).rejects.toMatchObject({ code: "NotRegistered" });
    await expect(directory.retrySignUp(caller)).rejects.toMatchObject({ code: "CanisterNotInFailedState" });
  });

  it("says why a home could not be made, and tries again when asked", async () => {
    let broken = true;
    const { directory, settle } = setting({
      generateKeyPair: async (algorithm) => {
        if (broken) throw new Error("no entropy");
        return nodeKeyCrypto.generateKeyPair(algorithm);
      },
    });
    const alice = { principal: "p-alice" };
    await directory.signUp(alice, { handle: "alice" });
    await settle();
    expect(await directory.whoAmI(alice)).toMatchObject({ status: "CreationFailed", failure: "no entropy" });
    broken = false;
    await directory.retrySignUp(alice);
    await settle();
    expect(await directory.whoAmI(alice)).toMatchObject({ status: "Active", failure: null });
  });
});

describe("searchProfiles", () => {
  it("finds active users by any part of their handle, once each, page by page", async () => {
    const { directory, person } = setting();
    for (const handle of ["alice", "malice", "bob", "aaa"]) await person(handle);
    const search = async (query: string, offset = 0, limit = 50) =>
      (await directory.searchProfiles({ query, offset, limit })).map((row) => row.handle);
    expect((await search("@LICE")).sort()).toEqual(["alice", "malice"]);
    expect(await search("bob")).toEqual(["bob"]);
    expect(await search("a", 0, 1)).toEqual(["aaa"]);
    expect((await search("a", 1, 5)).sort()).toEqual(["alice", "malice"]);
    expect(await search("")).toEqual(["alice", "malice", "bob", "aaa"]);
    expect(await search("zzz")).toEqual([]);
    const refused: readonly (readonly [string, number, number])[] = [
      ["x", 0, 0],
      ["x", 0, 51],
      ["x", -1, 1],
      ["a b", 0, 1],
    ];
    for (const args of refused) {
      await expect(search(...args)).rejects.toMatchObject({ code: "BadArgs" });
    }
  });
});

describe("moderators", () => {
  it("name each other, and one always stays", async () => {
    const { directory } = setting();
    const mod = { principal: "p-mod" };
    await directory.setUp({ initialModerator: "p-mod" });
    await directory.setUp({ initialModerator: "p-mallory" });
    expect(await directory.isModerator("p-mallory")).toBe(false);
    const bob = { principal: "p-bob" };
    await expect(directory.addModerator(bob, bob)).rejects.toMatchObject({ code: "Unauthorized" });
    await expect(directory.addModerator(anonymous, bob)).rejects.toMatchObject({ code: "Unauthorized" });
    await expect(directory.removeModerator(mod, mod)).rejects.toMatchObject({ code: "BadArgs" });
    await directory.addModerator(mod, bob);
    await expect(directory.addModerator(mod, bob)).rejects.toMatchObject({ code: "AlreadyModerator" });
    await directory.removeModerator(bob, mod);
    await expect(directory.removeModerator(bob, mod)).rejects.toMatchObject({ code: "NotModerator" });
  });
});

describe("suspend", () => {
  it("locks out, hides and tells the followers, and can be reversed", async () => {
    const { directory, person, settle } = setting();
    const mod = { principal: "p-mod" };
    await directory.setUp({ initialModerator: "p-mod" });
    const { caller, user } = await person("alice");
    await expect(directory.suspend(caller, { handle: "alice" })).rejects.toMatchObject({
      code: "Unauthorized",
    });
    await expect(directory.suspend(mod, { handle: "bob" })).rejects.toMatchObject({ code: "NotFound" });
    await directory.suspend(mod, { handle: "Alice" });
    await directory.suspend(mod, { principal: "p-alice" });
    await expect(user.publishStatus(caller, { content: "x", visibility: "public" })).rejects.toMatchObject({
      code: "Suspended",
    });
    await expect(user.getProfile()).rejects.toMatchObject({ code: "NotFound" });
    expect(await directory.searchProfiles({ query: "alice", offset: 0, limit: 1 })).toEqual([]);
    await expect(directory.deleteProfile(caller)).rejects.toMatchObject({ code: "Suspended" });
    const told = (await settle()).filter((it) => it.kind === "fanOut");
    expect(told).toHaveLength(1);
    expect(parseActivity(told[0]?.body?.content ?? "")).toMatchObject({
      type: "Update",
      object: { value: { kind: "actor", suspended: true } },
    });
    await directory.unsuspend(mod, { handle: "alice" });
    await user.publishStatus(caller, { content: "back", visibility: "public" });
  });
});

describe("a moderator who is suspended", () => {
  it("keeps no order, least of all in their own case", async () => {
    const { directory, person, settle } = setting();
    const mod = { principal: "p-mod" };
    await directory.setUp({ initialModerator: "p-mod" });
    const { caller } = await person("alice");
    await directory.addModerator(mod, caller);
    const refused = { code: "Unauthorized" };
    await expect(directory.suspend(caller, { handle: "alice" })).rejects.toMatchObject(refused);
    await directory.suspend(mod, { handle: "alice" });
    await settle();
    expect(await directory.isModerator(caller.principal)).toBe(false);
    await expect(directory.unsuspend(caller, { handle: "alice" })).rejects.toMatchObject(refused);
    await expect(directory.removeModerator(caller, mod)).rejects.toMatchObject(refused);
    // Whoever is locked out could not let anybody back.
    await expect(directory.removeModerator(mod, mod)).rejects.toMatchObject({ code: "BadArgs" });
    await expect(directory.listReports(caller, { state: "Open", limit: 1 })).rejects.toMatchObject(refused);
    await directory.unsuspend(mod, { handle: "alice" });
    expect(await directory.isModerator(caller.principal)).toBe(true);
  });
});

describe("retryDeleteProfile", () => {
  it("has a deletion that waits for its next try tried at once", async () => {
    const { directory, person, settle, store, world } = setting();
    const { caller } = await person("alice");
    await directory.deleteProfile(caller);
    const claimed = await store.effects.claim({ now: world.clock, limit: 100, leaseMillis: 60_000 });
    const [effect] = claimed.filter(({ kind }) => kind === "deleteHome");
    if (effect === undefined) throw new Error("The home is not deleted.");
    const inHours = world.clock + 18_000_000;
    await store.effects.retry([{ id: effect.id, dueAt: inHours, error: "The home did not answer." }]);
    world.clock += 1_000;
    await settle();
    expect(await directory.whoAmI(caller)).toMatchObject({ status: "DeletionPending" });

    await directory.retryDeleteProfile(caller);
    expect(await store.effects.nextDueAt()).toBe(world.clock);
    await settle();
    await expect(directory.whoAmI(caller)).rejects.toMatchObject({ code: "NotRegistered" });
    await expect(directory.retryDeleteProfile(caller)).rejects.toMatchObject({ code: "NotRegistered" });
  });
});

describe("deleteProfile", () => {
  it("tells everyone, leaves nothing but a tombstone and a key to sign with, and frees the handle in time", async () => {
    const { directory, person, settle, store, world } = setting();
    const alice = await person("alice");
    const bob = await person("bob");
    const bobAccount = await bob.user.getProfile();
    const far = {
      ...bobAccount,
      id: 99n,
      uri: "https://far.example/u/c",
      host: "far.example",
      sharedInbox: null,
      inbox: "https://far.example/u/c/inbox",
    };
    await store.turn(alice.id, async (turn) => {
      await turn.insert(accounts, far);
      await addFollower(turn, far, "https://far.example/f");
      await addFollower(turn, bobAccount, "https://mastic.test/f");
    });
    await alice.user.followUser(alice.caller, { account: bobAccount.uri });
    for (let i = 0; i < 120; i += 1) {
      await alice.user.publishStatus(alice.caller, { content: `${i}`, visibility: "public" });
    }
    await alice.user.attachMedia(alice.caller, {
      kind: "image",
      mediaType: "image/png",
      blob: "a".repeat(64),
    });
    await settle();

    await directory.deleteProfile(alice.caller);
    await expect(
      alice.user.publishStatus(alice.caller, { content: "x", visibility: "public" }),
    ).rejects.toMatchObject({ code: "Suspended" });
    const told = await settle();
    // To those who follow her, and to those on this node whom she follows.
    expect(told.map((it) => it.kind).sort()).toEqual(["deliver", "route", "route"]);
    expect(told.find((it) => it.kind === "deliver")).toMatchObject({
      owner: alice.id,
      payload: { inbox: "https://far.example/u/c/inbox" },
    });
    await expect(directory.whoAmI(alice.caller)).rejects.toMatchObject({ code: "NotRegistered" });
    await expect(directory.getUser({ handle: "alice" })).rejects.toMatchObject({ code: "NotFound" });

    const left: string[] = [];
    for (const table of coreTables.filter((it) => it.scope === "user")) {
      const { rows } = await store.view(alice.id, (view) => view.scan(table, { limit: 5 }));
      if (rows.length > 0) left.push(table.name);
    }
    expect(left).toEqual(["keyPairs"]);
    const count = await store.view(0n, (view) =>
      view.count(statuses, { index: "byAccount", equals: { accountId: alice.id } }),
    );
    expect(count).toBe(0);

    const again = { principal: "p-alice-again" };
    await expect(directory.signUp(again, { handle: "alice" })).rejects.toMatchObject({ code: "HandleTaken" });
    world.clock += 4 * 86_400_000;
    await settle();
    const { rows } = await store.view(alice.id, (view) => view.scan(keyPairs, { limit: 5 }));
    expect(rows).toEqual([]);
    world.clock += 27 * 86_400_000;
    await directory.signUp(again, { handle: "alice" });
    await settle();
    expect(await directory.getUser({ handle: "alice" })).toMatchObject({ principal: "p-alice-again" });
    expect(await store.view(0n, readCounters)).toMatchObject({ users: 2, statuses: 0 });
    const kept = await store.view(bob.id, (view) => view.scan(following, { limit: 5 }));
    expect(kept.rows).toEqual([]);
  });
});

describe("reports", () => {
  it("go to the moderators, and to the other server when asked", async () => {
    const { directory, person, settle, store } = setting();
    const mod = { principal: "p-mod" };
    await directory.setUp({ initialModerator: "p-mod" });
    const alice = await person("alice");
    const bob = await person("bob");
    const bobAccount = await bob.user.getProfile();
    await store.turn(0n, (turn) =>
      turn.insert(accounts, { ...bobAccount, id: 99n, uri: "https://far.example/u/c", host: "far.example" }),
    );
    const status = await bob.user.publishStatus(bob.caller, { content: "spam", visibility: "public" });
    await settle();
    const file = (principal: string | null, actorUri: string, reason: string, forward = false) =>
      directory.fileReport({ principal }, { actorUri, reason, forward, statusUris: [status.uri] });
    await expect(file(null, bobAccount.uri, "spam")).rejects.toMatchObject({ code: "AnonymousPrincipal" });
    await expect(file("p-x", bobAccount.uri, "spam")).rejects.toMatchObject({ code: "NotRegistered" });
    await expect(file("p-alice", bobAccount.uri, " ")).rejects.toMatchObject({ code: "BadArgs" });
    await expect(file("p-alice", "https://far.example/u/c", "spam")).rejects.toMatchObject({
      code: "BadArgs",
      field: "statusUris",
    });
    const report = await file("p-alice", bobAccount.uri, "spam");
    const forwarded = await directory.fileReport(alice.caller, {
      actorUri: "https://far.example/u/c",
      reason: "rude",
      forward: true,
    });
    const sent = await settle();
    expect(sent.map((it) => [it.kind, it.owner])).toEqual([["deliver", 0n]]);
    expect(parseActivity(sent[0]?.body?.content ?? "")).toMatchObject({
      type: "Flag",
      actor: "https://mastic.test/actor",
      content: "rude",
    });
    const list = (caller: typeof mod) => directory.listReports(caller, { state: "Open", limit: 10 });
    await expect(list(alice.caller)).rejects.toMatchObject({ code: "Unauthorized" });
    expect((await list(mod)).map((row) => row.id)).toEqual([forwarded.id, report.id]);
    expect(await directory.resolveReport(mod, { id: report.id })).toMatchObject({
      state: "Resolved",
      resolvedBy: "p-mod",
    });
    await directory.dismissReport(mod, { id: forwarded.id });
    expect(await list(mod)).toEqual([]);
  });

  it("name each rule once, and no more than an instance may have", async () => {
    const { directory, person } = setting();
    const [alice, bob] = [await person("alice"), await person("bob")];
    const { uri: actorUri } = await bob.user.getProfile();
    const file = (ids: readonly number[]) =>
      directory.fileReport(alice.caller, {
        actorUri,
        reason: "rude",
        category: "violation",
        brokenRules: ids.map((id) => ({ id: id.toString(), text: `Rule ${id}` })),
      });
    const { brokenRules } = await file([1, 2, ...Array.from({ length: 98 }, () => 1)]);
    expect(brokenRules).toEqual([
      { id: "1", text: "Rule 1" },
      { id: "2", text: "Rule 2" },
    ]);
    const many = Array.from({ length: 51 }, (_, i) => i + 1);
    expect((await file(many.slice(1))).brokenRules).toHaveLength(50);
    await expect(file(many)).rejects.toMatchObject({ code: "BadArgs", field: "brokenRules" });
  });

  it("have an end while the moderators have not looked, for each reporter", async () => {
    const { directory, person } = setting();
    const mod = { principal: "p-mod" };
    await directory.setUp({ initialModerator: "p-mod" });
    const [alice, bob, carol] = [await person("alice"), await person("bob"), await person("carol")];
    const { uri: actorUri } = await bob.user.getProfile();
    const file = ({ caller }: typeof alice) => directory.fileReport(caller, { actorUri, reason: "spam" });
    const filed = [];
    for (let i = 0; i < 20; i += 1) filed.push(await file(alice));
    await expect(file(alice)).rejects.toMatchObject({ code: "LimitExceeded" });
    await file(carol);
    await directory.dismissReport(mod, { id: filed[3]?.id ?? 0n });
    await file(alice);
    await expect(file(alice)).rejects.toMatchObject({ code: "LimitExceeded" });
  });
});
