import { once } from "node:events";
import { INSTANCE, users } from "@mastic/core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { passwords } from "../auth/password.ts";
import { browserSessions, credentials, oauthTokens } from "../oauth/tables.ts";
import { Authenticator } from "../passkeys/authenticator.test-support.ts";
import { passkeys } from "../passkeys/tables.ts";
import {
  authorize,
  Browser,
  ORIGIN,
  OUT_OF_BAND,
  ownApp,
  PASSWORD,
  register,
  signUp,
  startTestServer,
  type Person,
  type TestServer,
} from "../server.test-support.ts";
import { resetPassword } from "./resetPassword.ts";
import { signOutEverywhere } from "./signOut.ts";

const PATH = "/settings/password";
const NEW = "a much better battery staple";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const signIn = (name: string, password?: string): Promise<Browser> =>
  Browser.signedIn(server, name, password);

async function principalOf(handle: string): Promise<string> {
  const user = await server.node.store.view(INSTANCE, (view) => view.find(users, "handle", { handle }));
  return user?.principal ?? `nobody is ${handle}`;
}

/** What somebody signs in with. */
const meansOf = (principal: string): Promise<string> =>
  server.node.store.view(INSTANCE, async (view) => {
    const { rows } = await view.scan(passkeys, { index: "byPrincipal", equals: { principal }, limit: 9 });
    const hash = (await view.get(credentials, { principal }))?.passwordHash;
    return JSON.stringify([hash, rows.map(({ id }) => id)]);
  });

/**
 * As after kill -9: once the means of somebody to sign in have changed, no turn is done any more while `change` goes on.
 * @returns how many were not
 */
async function endingAtTheChange(principal: string, change: () => Promise<unknown>): Promise<number> {
  const { store } = server.node;
  const before = await meansOf(principal);
  const turn = store.turn.bind(store);
  let lost = 0;
  const turns = vi.spyOn(store, "turn").mockImplementation(async (owner, run) => {
    if (owner !== INSTANCE || (await meansOf(principal)) === before) return turn(owner, run);
    lost += 1;
    throw new Error("The process has ended.");
  });
  await Promise.allSettled([change()]);
  turns.mockRestore();
  expect(await meansOf(principal)).not.toBe(before);
  return lost;
}

/** A code that the browser's owner has granted to an app. @returns the app's way to exchange it: the status */
async function grantedBy(browser: Browser): Promise<() => Promise<number>> {
  const app = await register(server);
  const asked = { response_type: "code", client_id: app.client_id, redirect_uri: OUT_OF_BAND, scope: "read" };
  const page = await (await browser.post("/oauth/authorize", { ...asked, decision: "allow" })).text();
  const code = /<code[^>]*>([^<]+)<\/code>/.exec(page)?.[1] ?? page;
  const grant = { grant_type: "authorization_code", code, redirect_uri: OUT_OF_BAND };
  const body = new URLSearchParams({ ...grant, ...app });
  return async () => (await server.fetch("/oauth/token", { method: "POST", body })).status;
}

interface Owner {
  readonly principal: string;
  readonly browser: Browser;
  readonly person: Person;
  readonly passkey: string;
}

const CHANGES: [string, (owner: Owner) => Promise<unknown>][] = [
  ["the password is changed", ({ browser }) => browser.post(PATH, { password: PASSWORD, newPassword: NEW })],
  [
    "a passkey is removed",
    ({ browser, person, passkey }) =>
      browser.with(person).post(`/auth/passkeys/${passkey}/remove`, { password: PASSWORD }),
  ],
  [
    "the operator gives a new password",
    ({ principal }) => resetPassword({ store: server.node.store, passwords: passwords() }, principal, NEW),
  ],
];

describe("a process that ends once", () => {
  it.each(CHANGES.map(([what, change], n) => [what, change, `owner${n}`] as const))(
    "%s leaves nobody signed in",
    async (_what, change, name) => {
      const byPassword = await signUp(server, name);
      const { person, browser } = await ownApp(server, name);
      const app = browser.with(person);
      const authenticator = new Authenticator(ORIGIN);
      const options: unknown = await (
        await app.post("/auth/passkeys/options", { password: PASSWORD })
      ).json();
      const added = await app.post("/auth/passkeys", { passkey: authenticator.create(options) });
      expect(added.status).toBe(200);
      const thief = await signIn(name);
      const [taken, own] = [await authorize(server, name, "read"), await ownApp(server, name, thief)];
      const [exchanged, exchange] = [await grantedBy(thief), await grantedBy(thief)];
      expect(await exchanged()).toBe(200);
      expect((await thief.get(PATH)).status).toBe(200);

      const principal = await principalOf(name);
      const owner = { principal, browser, person, passkey: authenticator.id };
      expect(await endingAtTheChange(principal, () => change(owner))).toBeGreaterThan(0);

      for (const each of [byPassword, person, taken, own.person]) {
        for (const path of ["accounts/verify_credentials", "apps/verify_credentials"])
          expect([path, (await each.call("GET", `/api/v1/${path}`)).status]).toEqual([path, 401]);
      }
      expect((await own.person.call("GET", "/auth/passkeys")).status).toBe(401);
      for (const each of [thief, browser]) expect((await each.get(PATH)).status).toBe(302);
      expect(await exchange()).toBe(400);
    },
  );
});

describe("a stream of whoever is signed out", () => {
  it.each(CHANGES.slice(0, 1))(
    "ends at once when %s, also when nothing is done after",
    async (_what, change) => {
      await signUp(server, "stella");
      const { person, browser } = await ownApp(server, "stella");
      const address = `${server.address.replace("http", "ws")}/api/v1/streaming?stream=user`;
      const socket = new WebSocket(`${address}&access_token=${person.token ?? ""}`);
      await once(socket, "open");
      const closed = once(socket, "close") as Promise<[number]>;
      const principal = await principalOf("stella");
      await endingAtTheChange(principal, () => change({ principal, browser, person, passkey: "" }));
      expect((await closed)[0]).toBe(1008);
    },
  );
});

describe("a change that was under way when everybody was signed out", () => {
  it.each(CHANGES.slice(0, 2))("comes to nothing: %s", async (what, change) => {
    const name = what.includes("passkey") ? "petra" : "paula";
    await signUp(server, name);
    const { person, browser } = await ownApp(server, name);
    const app = browser.with(person);
    const authenticator = new Authenticator(ORIGIN);
    const options: unknown = await (await app.post("/auth/passkeys/options", { password: PASSWORD })).json();
    await app.post("/auth/passkeys", { passkey: authenticator.create(options) });
    const principal = await principalOf(name);
    const before = await meansOf(principal);
    const { store } = server.node;
    const turn = store.turn.bind(store);
    // Between what the request reads and what it writes.
    const turns = vi.spyOn(store, "turn").mockImplementationOnce(async (owner, run) => {
      await signOutEverywhere(store, principal);
      return turn(owner, run);
    });
    const answer = await change({ principal, browser, person, passkey: authenticator.id });
    turns.mockRestore();
    expect(answer).toMatchObject({ status: what.includes("passkey") ? 401 : 302 });
    expect(await meansOf(principal)).toBe(before);
  });
});

describe("a code whose exchange was under way when everybody was signed out", () => {
  it("gives no token", async () => {
    await signUp(server, "cora");
    const exchange = await grantedBy(await signIn("cora"));
    const principal = await principalOf("cora");
    const { store } = server.node;
    const turn = store.turn.bind(store);
    // The code has been read, and is marked as used next.
    const turns = vi.spyOn(store, "turn").mockImplementationOnce(async (owner, run) => {
      await signOutEverywhere(store, principal);
      return turn(owner, run);
    });
    expect(await exchange()).toBe(400);
    turns.mockRestore();
    const named = { index: "byPrincipal", equals: { principal }, limit: 9 } as const;
    expect((await store.view(INSTANCE, (view) => view.scan(oauthTokens, named))).rows).toEqual([]);
  });
});

describe("signing out everywhere", () => {
  it("removes what is good for nothing, however much it is, and keeps what began since", async () => {
    await signUp(server, "mona");
    const principal = await principalOf("mona");
    const { store } = server.node;
    await store.turn(INSTANCE, async (turn) => {
      const [createdAt, expiresAt] = [turn.now, turn.now + 3_600_000];
      for (let n = 0; n < 450; n += 1) {
        const epoch = n % 3 === 0 ? 1 : 0;
        const tokenHash = `${n}`.padStart(64, "0");
        await turn.insert(browserSessions, { tokenHash, principal, createdAt, expiresAt, epoch });
      }
    });
    await signOutEverywhere(store, principal);
    const named = { index: "byPrincipal", equals: { principal }, limit: 500 } as const;
    const [sessions, tokens] = await store.view(INSTANCE, async (view) => [
      (await view.scan(browserSessions, named)).rows.map(({ epoch }) => epoch),
      (await view.scan(oauthTokens, named)).rows,
    ]);
    expect(sessions).toEqual(Array.from({ length: 150 }, () => 1));
    expect(tokens).toEqual([]);
  });
});
