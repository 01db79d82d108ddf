import { existsSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INSTANCE, statuses } from "@mastic/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signIn } from "./signIn.ts";
import { signUp } from "./signUp.ts";
import { passwords } from "../auth/password.ts";
import { newToken } from "../auth/token.ts";
import { readConfig, type Config } from "../config/config.ts";
import { openNode, type Node } from "../node.ts";
import { browserSessions, credentials, invitations, oauthTokens } from "../oauth/tables.ts";
import type { Administration } from "../commands/administration.ts";
import { openAdministration } from "./administration.ts";

let directory: string;
let config: Config;
/** The running node, in this process; its workers stand still, as between two polls. */
let node: Node;
let operator: Administration;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "mastic-admin-"));
  config = readConfig({ DATA_DIR: directory, REGISTRATIONS: "closed" }, "/");
  node = openNode(config);
  operator = await openAdministration(config);
});
afterEach(async () => {
  await operator.close();
  await node.close();
  await rm(directory, { recursive: true });
});

const PASSWORD = "correct horse";
const create = (handle: string, isModerator = false): Promise<void> =>
  operator.createAccount({ handle, email: `${handle}@me.example`, password: PASSWORD, isModerator });
const signInAs = async (name: string, password = PASSWORD): Promise<string | undefined> => {
  const ports = { store: node.store, passwords: passwords(), instance: node.instance };
  const found = await signIn(ports, name, password, () => undefined);
  return found?.user.status === "Active" ? found.user.principal : undefined;
};

describe("the operator", () => {
  it("creates accounts that can sign in, though registrations are closed", async () => {
    await create("alice", true);
    const principal = await signInAs("alice");
    expect(principal).toBeDefined();
    expect(await signInAs("alice@me.example")).toBe(principal);
    expect(await node.directory.isModerator(principal ?? "")).toBe(true);
    expect((await node.directory.getUser({ handle: "alice" })).status).toBe("Active");
  });

  it.each([
    [{ handle: "alice" }, /has this name/],
    [{ handle: "no spaces please" }, /./],
    [{ email: "nonsense" }, /e-mail/],
    [{ email: "alice@me.example" }, /in use/],
    [{ password: "short" }, /8 characters/],
    [{ password: "password" }, /others would try/],
  ])("is told why an account cannot be made: %o", async (wrong, message) => {
    await create("alice");
    const account = { handle: "bob", email: null, password: PASSWORD, isModerator: false, ...wrong };
    const error = await operator.createAccount(account).catch((it: unknown) => it);
    expect(error).toMatchObject({ name: "CommandError", message: expect.stringMatching(message) as unknown });
  });

  it("lists accounts, a page at a time", async () => {
    for (const handle of ["alice", "bob", "carol"]) await create(handle, handle === "bob");
    const first = await operator.listAccounts({ limit: 2 });
    expect(first.accounts.map(({ handle, isModerator }) => [handle, isModerator])).toEqual([
      ["alice", false],
      ["bob", true],
    ]);
    const { accounts, next } = await operator.listAccounts({ limit: 2, after: first.next ?? "" });
    expect(accounts).toMatchObject([{ handle: "carol", email: "carol@me.example", status: "Active" }]);
    expect(next).toBeUndefined();
  });

  it("suspends an account and lets it back", async () => {
    await create("bob");
    const status = async (): Promise<string | undefined> =>
      (await operator.listAccounts({ limit: 1 })).accounts[0]?.status;
    await operator.suspendAccount("@bob");
    expect(await status()).toBe("Suspended");
    await operator.unsuspendAccount("bob");
    expect(await status()).toBe("Active");
    await expect(operator.suspendAccount("nobody")).rejects.toMatchObject({ name: "CommandError" });
  });

  it("deletes an account, and nobody signs in with it again", async () => {
    await create("bob");
    await operator.suspendAccount("bob");
    await operator.deleteAccount("bob");
    expect(await signInAs("bob")).toBeUndefined();
    const left = await node.store.view(INSTANCE, (view) => view.scan(credentials, { limit: 9 }));
    expect(left.rows).toEqual([]);
    const error = await create("bob").catch((it: unknown) => it);
    expect(error).toMatchObject({ name: "CommandError" });
    await expect(operator.deleteAccount("nobody")).rejects.toMatchObject({ name: "CommandError" });
  });

  it("loses whoever deletes their own account, also when the node stops before it is done", async () => {
    await create("bob");
    await create("carol");
    const { principal } = await node.directory.getUser({ handle: "bob" });
    await node.store.turn(INSTANCE, (turn) =>
      turn.insert(browserSessions, {
        tokenHash: newToken(),
        principal,
        createdAt: turn.now,
        expiresAt: turn.now + 1_000,
        epoch: 0,
      }),
    );
    await node.directory.deleteProfile({ principal });
    await node.close();
    node = openNode(config);
    const left = (): Promise<[string[], number]> =>
      node.store.view(INSTANCE, async (view) => [
        (await view.scan(credentials, { limit: 9 })).rows.map(({ handle }) => handle).sort(),
        await view.count(browserSessions, {}),
      ]);
    expect(await left()).toEqual([["bob", "carol"], 1]);
    expect(await signInAs("bob")).toBeUndefined();
    node.workers.local.start();
    await vi.waitFor(async () => expect(await left()).toEqual([["carol"], 0]), 10_000);
    expect(await signInAs("carol")).toBeDefined();
  });

  it("gives a new password, which ends every session and token of the old one", async () => {
    await create("bob");
    await create("carol");
    const hashes: Record<string, string> = {};
    for (const handle of ["bob", "carol"]) {
      const { principal } = await node.directory.getUser({ handle });
      const tokenHash = (hashes[handle] = newToken());
      await node.store.turn(INSTANCE, async (turn) => {
        const { now } = turn;
        const expiresAt = now + 1_000;
        await turn.insert(browserSessions, { tokenHash, principal, createdAt: now, expiresAt, epoch: 0 });
        await turn.insert(oauthTokens, {
          tokenHash,
          principal,
          clientId: "app",
          scopes: ["read"],
          createdAt: now,
          revoked: false,
          codeHash: null,
          withPkce: false,
          epoch: 0,
        });
      });
    }
    await operator.setPassword("bob", "battery staple");
    expect(await signInAs("bob")).toBeUndefined();
    expect(await signInAs("bob", "battery staple")).toBeDefined();
    const left = await node.store.view(INSTANCE, async (view) => [
      (await view.scan(browserSessions, { limit: 9 })).rows.map(({ tokenHash }) => tokenHash),
      (await view.scan(oauthTokens, { limit: 9 })).rows.map(({ tokenHash }) => tokenHash),
    ]);
    expect(left).toEqual([[hashes["carol"]], [hashes["carol"]]]);
    for (const bad of ["short", "12345678"])
      await expect(operator.setPassword("bob", bad)).rejects.toMatchObject({ name: "CommandError" });
  });

  it("names moderators, and dismisses them to the last", async () => {
    await create("alice");
    const { principal } = await node.directory.getUser({ handle: "alice" });
    await operator.addModerator("alice");
    expect(await node.directory.isModerator(principal)).toBe(true);
    await expect(operator.addModerator("alice")).rejects.toMatchObject({ name: "CommandError" });
    await operator.removeModerator("alice");
    expect(await node.directory.isModerator(principal)).toBe(false);
    await expect(operator.removeModerator("alice")).rejects.toMatchObject({ name: "CommandError" });
  });

  it("reads reports and closes them, once", async () => {
    for (const handle of ["alice", "bob"]) await create(handle);
    const alice = await node.directory.getUser({ handle: "alice" });
    const bob = `${config.origin}/users/bob`;
    for (const reason of ["spam", "rude", "nothing really"])
      await node.directory.fileReport({ principal: alice.principal }, { actorUri: bob, reason });
    const first = await operator.listReports({ state: "open", limit: 2 });
    expect(first).toMatchObject([{ reason: "nothing really" }, { reason: "rude" }]);
    const [, { id: rude } = { id: "" }] = first;
    const rest = await operator.listReports({ state: "open", limit: 2, before: rude });
    expect(rest).toMatchObject([
      { reason: "spam", reporter: "@alice", target: "@bob", targetUri: bob, statuses: [], state: "open" },
    ]);
    const spam = rest[0]?.id ?? "";
    expect(await operator.resolveReport(spam)).toMatchObject({ id: spam, state: "resolved" });
    expect(await operator.dismissReport(rude)).toMatchObject({ state: "dismissed" });
    expect(await operator.dismissReport(spam)).toMatchObject({ state: "resolved" });
    expect(await operator.listReports({ state: "open", limit: 9 })).toHaveLength(1);
    expect(await operator.listReports({ state: "resolved", limit: 9 })).toMatchObject([{ id: spam }]);
    for (const wrong of ["1", "-1", "x"])
      await expect(operator.resolveReport(wrong)).rejects.toMatchObject({ name: "CommandError" });
  });

  it("deletes a post by its URI, its page's address or its id", async () => {
    await create("bob");
    const { id: owner, principal } = await node.directory.getUser({ handle: "bob" });
    const names = ["uri", "url", "id"] as const;
    for (const name of names) {
      const draft = { content: "rude", visibility: "private" } as const;
      const status = await node.user(owner).publishStatus({ principal }, draft);
      const named = status[name].toString();
      expect(await operator.removeStatus(named)).toEqual({ uri: status.uri });
      await expect(operator.removeStatus(named)).rejects.toMatchObject({ name: "CommandError" });
    }
    const posts = await node.store.view(INSTANCE, (view) => view.scan(statuses, { limit: 9 }));
    expect(posts.rows).toEqual([]);
  });

  it("invites as many as were meant, and keeps only a hash of the invitation", async () => {
    const invitation = await operator.createInvitation({ uses: 1, expiresAt: null });
    expect(
      JSON.stringify(await node.store.view(INSTANCE, (view) => view.scan(invitations, { limit: 9 }))),
    ).not.toContain(invitation);
    node.workers.local.start();
    const { store, directory: people } = node;
    const ports = {
      store,
      directory: people,
      passwords: passwords(),
      settled: (it: string) => node.settled(it),
    };
    const form = { means: { password: PASSWORD }, email: null, invitation };
    await signUp(ports, { ...form, handle: "alice" }, true);
    await expect(signUp(ports, { ...form, handle: "bob" }, true)).rejects.toMatchObject({
      field: "invitation",
    });
  });

  it("backs the database up while the node runs, and overwrites nothing", async () => {
    await create("alice");
    const copy = join(directory, "copy.sqlite");
    await operator.backup(copy);
    expect(existsSync(copy)).toBe(true);
    const database = join(directory, "mastic.sqlite");
    for (const file of [copy, database, `${database}-wal`, `${database}-shm`]) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
    await expect(operator.backup(copy)).rejects.toMatchObject({ code: "engine_failure" });
    const { from, to } = await operator.migrate();
    expect(from).toBe(to);
  });
});
