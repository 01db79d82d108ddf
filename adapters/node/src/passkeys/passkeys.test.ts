import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INSTANCE, moderators, users } from "@mastic/core";
import { z } from "zod";
import { signOutEverywhere } from "../accounts/signOut.ts";
import { credentials } from "../oauth/tables.ts";
import {
  Browser,
  ORIGIN,
  ownApp,
  PASSWORD,
  register,
  signUp,
  startTestServer,
  authorize,
  type TestServer,
} from "../server.test-support.ts";
import { Authenticator, type Lies } from "./authenticator.test-support.ts";
import { MOST_PASSKEYS, passkeyCeremonies, passkeys } from "./tables.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const SIGN_IN = "/auth/sign_in/passkey";

const json = async (response: Response): Promise<unknown> => response.json();

/** Asks what to ask of the authenticator. */
async function optionsOf(
  browser: Browser,
  path: string,
  fields: Record<string, string> = {},
): Promise<unknown> {
  const response = await browser.post(path, fields, { accept: "application/json" });
  expect(response.status).toBe(200);
  return json(response);
}

/** Somebody new, with a passkey and without a password. */
async function newcomer(
  handle: string,
  on: TestServer = server,
): Promise<{ browser: Browser; authenticator: Authenticator }> {
  const [browser, authenticator] = [new Browser(on), new Authenticator(ORIGIN)];
  const options = await optionsOf(browser, "/auth/sign_up/passkey", { handle });
  const made = await browser.post("/auth/sign_up", { handle, passkey: authenticator.create(options) });
  expect(made.status).toBe(302);
  return { browser, authenticator };
}

async function signIn(
  authenticator: Authenticator,
  lies: Lies = {},
  on: TestServer = server,
): Promise<Response> {
  const browser = new Browser(on);
  const options = await optionsOf(browser, `${SIGN_IN}/options`);
  return browser.post(SIGN_IN, { next: "/home", passkey: authenticator.get(options, lies) });
}

const means = z.object({
  available: z.boolean(),
  has_password: z.boolean(),
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), created_at: z.string(), last_used_at: z.string().nullable() })),
}); // prettier-ignore

describe("signing up with a passkey", () => {
  it("needs no password, and signs in from then on", async () => {
    const { browser, authenticator } = await newcomer("ann");
    expect(await (await browser.get("/")).text()).toContain("@ann");
    const answer = await signIn(authenticator);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/home"]);
    // There is none that could be guessed.
    for (const password of ["", PASSWORD]) {
      const guessed = await new Browser(server).post("/auth/sign_in", { name: "ann", password });
      expect(guessed.status).toBe(403);
    }
  });

  it("asks for a discoverable passkey that verifies who uses it, at the host of the node", async () => {
    const options = await optionsOf(new Browser(server), "/auth/sign_up/passkey", { handle: "someone" });
    expect(options).toMatchObject({
      rp: { id: "mastic.test" },
      user: { name: "someone" },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    expect(JSON.stringify(z.object({ user: z.object({ id: z.string() }) }).parse(options))).not.toContain(
      "someone",
    );
  });

  it.each([
    ["a name that somebody has", { handle: "alice" }, "handle"],
    ["a name that is reserved", { handle: "admin" }, "handle"],
    ["a name that is none", { handle: "no spaces" }, "handle"],
    ["an address that somebody has", { handle: "bert", email: "alice@mail.example" }, "email"],
    ["an address that is none", { handle: "bert", email: "nonsense" }, "email"],
  ])("makes none for %s", async (_what, fields, field) => {
    if ((await server.node.store.view(INSTANCE, (view) => view.find(credentials, "handle", { handle: "alice" }))) === undefined) {
      await signUp(server, "alice");
    } // prettier-ignore
    const browser = new Browser(server);
    const response = await browser.post("/auth/sign_up/passkey", { email: "", ...fields });
    expect([response.status, await json(response)]).toEqual([422, expect.objectContaining({ field })]);
    expect(browser.cookies.size).toBe(0);
  });

  it("leaves nothing behind where the name was taken meanwhile", async () => {
    const [browser, authenticator] = [new Browser(server), new Authenticator(ORIGIN)];
    const options = await optionsOf(browser, "/auth/sign_up/passkey", { handle: "contested" });
    await signUp(server, "contested");
    const late = await browser.post("/auth/sign_up", {
      handle: "contested",
      passkey: authenticator.create(options),
    });
    expect([late.status, (await late.text()).includes("Somebody has this name already.")]).toEqual([
      422,
      true,
    ]);
    expect(await kept(authenticator.id)).toBeUndefined();
    expect((await signIn(authenticator)).status).toBe(403);
  });

  it("takes nobody else's passkey for a new one", async () => {
    const { authenticator } = await newcomer("cora");
    const [browser, thief] = [new Browser(server), new Authenticator(ORIGIN)];
    const options = await optionsOf(browser, "/auth/sign_up/passkey", { handle: "thief" });
    const passkey = thief.create(options, { id: Buffer.from(authenticator.id, "base64url") });
    expect((await browser.post("/auth/sign_up", { handle: "thief", passkey })).status).toBe(422);
    expect((await signIn(authenticator)).status).toBe(302);
    expect((await signIn(thief)).status).toBe(403);
  });

  it("keeps to invitations, and to registrations that are closed", async () => {
    await using invited = await startTestServer({ REGISTRATIONS: "invite" });
    const asked = await new Browser(invited).post("/auth/sign_up/passkey", {
      handle: "dora",
      invitation: "none",
    });
    expect([asked.status, await json(asked)]).toEqual([
      422,
      expect.objectContaining({ field: "invitation" }),
    ]);
    await using closed = await startTestServer({ REGISTRATIONS: "closed" });
    const refused = await new Browser(closed).post(
      "/auth/sign_up/passkey",
      { handle: "dora" },
      { accept: "*/*" },
    );
    expect(refused.status).toBe(403);
  });

  const certified = new Map<unknown, unknown>([["alg", -7], ["sig", randomBytes(70)], ["x5c", [randomBytes(300)]]]); // prettier-ignore
  it.each<[string, Lies]>([
    ["another origin", { origin: "https://evil.example" }],
    ["the same host without TLS", { origin: "http://mastic.test" }],
    ["a host below", { origin: "https://sub.mastic.test" }],
    ["another RP ID", { rpId: "evil.example" }],
    ["a challenge of its own", { challenge: randomBytes(32).toString("base64url") }],
    ["the other ceremony", { type: "webauthn.get" }],
    ["nobody verified", { flags: 0x01 }],
    ["nobody there", { flags: 0x04 }],
    ["a certificate, whose issuer would be asked", { attestation: ["packed", certified] }],
    ["a format that is not asked for", { attestation: ["fido-u2f", certified] }],
    ["a format that nobody knows", { attestation: ["x", new Map()] }],
    ["a long id", { id: randomBytes(1_100) }],
  ])("refuses a passkey made with %s", async (_what, lies) => {
    const [browser, authenticator] = [new Browser(server), new Authenticator(ORIGIN)];
    const handle = "victim";
    const options = await optionsOf(browser, "/auth/sign_up/passkey", { handle });
    const passkey = authenticator.create(options, lies);
    const answer = await browser.post("/auth/sign_up", { handle, passkey });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      422,
      expect.stringContaining("html"),
    ]);
    expect(browser.cookies.has("mastic_session")).toBe(false);
    expect(await kept(authenticator.id)).toBeUndefined();
  });

  it.each(["{", "null", "[]", '"text"', "{}", '{"id":1}', '{"id":"a","rawId":"a","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"AAAA"}}', '{"id":"a","rawId":"a","type":"public-key","response":{"clientDataJSON":"AA","attestationObject":"-_-_"}}', `{"id":"${"a".repeat(20_000)}"}`, '{"__proto__":{"id":"a"}}'])(
    "refuses %j for an answer",
    async (passkey) => {
      const browser = new Browser(server);
      await optionsOf(browser, "/auth/sign_up/passkey", { handle: "victim" });
      expect((await browser.post("/auth/sign_up", { handle: "victim", passkey })).status).toBe(422);
      await optionsOf(browser, `${SIGN_IN}/options`);
      expect((await browser.post(SIGN_IN, { passkey })).status).toBe(403);
    },
  ); // prettier-ignore
});

async function kept(id: string): Promise<unknown> {
  return server.node.store.view(INSTANCE, (view) => view.get(passkeys, { id }));
}

describe("signing in with a passkey", () => {
  let authenticator: Authenticator;
  beforeAll(async () => {
    ({ authenticator } = await newcomer("dave"));
  });

  it.each<[string, Lies]>([
    ["another origin", { origin: "https://evil.example" }],
    ["another RP ID", { rpId: "evil.example" }],
    ["a challenge of its own", { challenge: randomBytes(32).toString("base64url") }],
    ["the other ceremony", { type: "webauthn.create" }],
    ["nobody verified", { flags: 0x01 }],
    ["nobody there", { flags: 0x04 }],
    ["the account of somebody else", { userHandle: Buffer.from("local:another").toString("base64url") }],
    ["no account", { userHandle: null }],
  ])("refuses an answer with %s", async (_what, lies) => {
    const answer = await signIn(authenticator, lies);
    expect([
      answer.status,
      answer.headers.getSetCookie().some((it) => it.includes("mastic_session")),
    ]).toEqual([403, false]);
    expect((await signIn(authenticator)).status).toBe(302);
  });

  it("refuses a signature of another key", async () => {
    const forger = new Authenticator(ORIGIN);
    forger.create({ challenge: "", user: { id: "" } }, { id: Buffer.from(authenticator.id, "base64url") });
    const { principal } = z.object({ principal: z.string() }).parse(await kept(authenticator.id));
    const userHandle = Buffer.from(principal).toString("base64url");
    expect((await signIn(forger, { userHandle, counter: 1_000_000 })).status).toBe(403);
  });

  it("refuses a copy of an authenticator, whose counter is behind", async () => {
    const { authenticator: copied } = await newcomer("copied");
    expect((await signIn(copied, { counter: 10 })).status).toBe(302);
    for (const counter of [9, 10, 0]) expect((await signIn(copied, { counter })).status).toBe(403);
    expect((await signIn(copied, { counter: 11 })).status).toBe(302);
  });

  it("takes authenticators that do not count", async () => {
    const { authenticator: plain } = await newcomer("plain");
    for (const counter of [0, 0]) expect((await signIn(plain, { counter })).status).toBe(302);
  });

  it("takes an answer once", async () => {
    const browser = new Browser(server);
    const passkey = authenticator.get(await optionsOf(browser, `${SIGN_IN}/options`), { counter: 5_000 });
    const cookies = new Map(browser.cookies);
    expect((await browser.post(SIGN_IN, { passkey })).status).toBe(302);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    const again = await browser.post(SIGN_IN, { passkey });
    expect([again.status, (await again.text()).includes("begun elsewhere")]).toEqual([403, true]);
    const { authenticator: fresh } = await newcomer("fresh");
    // Of two at the same time, one is taken.
    const options = await optionsOf(browser, `${SIGN_IN}/options`);
    const both = [fresh.get(options), fresh.get(options)];
    const twin = new Browser(server);
    for (const [name, value] of browser.cookies) twin.cookies.set(name, value);
    const answers = await Promise.all([browser.post(SIGN_IN, { passkey: both[0] ?? "" }), twin.post(SIGN_IN, { passkey: both[1] ?? "" })]); // prettier-ignore
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 403]);
  });

  it("takes a failed answer's challenge as used", async () => {
    const { authenticator: other } = await newcomer("other");
    const browser = new Browser(server);
    const options = await optionsOf(browser, `${SIGN_IN}/options`);
    const cookies = new Map(browser.cookies);
    expect((await browser.post(SIGN_IN, { passkey: other.get(options, { flags: 0x01 }) })).status).toBe(403);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect((await browser.post(SIGN_IN, { passkey: other.get(options) })).status).toBe(403);
  });

  it("takes no answer in another browser, nor for another purpose, nor after five minutes", async () => {
    const { authenticator: own, browser: signedIn } = await newcomer("erwin");
    const browser = new Browser(server);
    const options = await optionsOf(browser, `${SIGN_IN}/options`);
    expect((await new Browser(server).post(SIGN_IN, { passkey: own.get(options) })).status).toBe(403);
    expect(
      (await browser.post("/auth/sign_up", { handle: "erwin2", passkey: own.get(options) })).status,
    ).toBe(422);
    const proof = await optionsOf(signedIn, "/auth/proof");
    expect((await signedIn.post(SIGN_IN, { passkey: own.get(proof) })).status).toBe(403);

    const late = await optionsOf(browser, `${SIGN_IN}/options`);
    await server.node.store.turn(INSTANCE, async (turn) => {
      const { rows } = await turn.scan(passkeyCeremonies, { limit: 100 });
      for (const { browserHash } of rows) {
        await turn.update(passkeyCeremonies, { browserHash }, { expiresAt: turn.now - 1 });
      }
    });
    expect((await browser.post(SIGN_IN, { passkey: own.get(late) })).status).toBe(403);
    expect((await signIn(own)).status).toBe(302);
  });

  it("tells suspended people so", async () => {
    const { authenticator: own } = await newcomer("mallory");
    await server.node.store.turn(INSTANCE, (turn) =>
      turn.insertIfAbsent(moderators, { principal: "operator", createdAt: turn.now }),
    );
    await server.node.directory.suspend({ principal: "operator" }, { handle: "mallory" });
    const answer = await signIn(own);
    expect([answer.status, (await answer.text()).includes("This account is suspended.")]).toEqual([
      403,
      true,
    ]);
  });

  it("is limited as passwords are, by address and by account", async () => {
    await using limited = await startTestServer({ RATE_LIMITS: "login=6/10m,signup=100/10m" });
    const browser = new Browser(limited);
    const statuses: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      statuses.push((await browser.post(SIGN_IN, { passkey: "{}" })).status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 403, 403, 429, 429]);
    expect((await browser.post(`${SIGN_IN}/options`, {}, { accept: "*/*" })).status).toBe(429);
  });

  it("stays possible while strangers guess at the password", async () => {
    await using limited = await startTestServer({
      RATE_LIMITS: "login=6/10m,signup=100/10m",
      TRUST_PROXY: "1",
    });
    const { authenticator } = await newcomer("quinn", limited);
    const from = (address: string) => ({ "x-forwarded-for": address });
    const guess = { name: "quinn", password: "guessed at once" };
    const stranger = new Browser(limited);
    for (let tries = 0; tries < 6; tries += 1) {
      expect((await stranger.post("/auth/sign_in", guess, from(`203.0.113.${tries}`))).status).toBe(403);
    }
    expect((await stranger.post("/auth/sign_in", guess, from("203.0.113.99"))).status).toBe(429);
    const own = new Browser(limited);
    const options = await json(await own.post(`${SIGN_IN}/options`, {}, from("198.51.100.1")));
    const passkey = authenticator.get(options);
    expect((await own.post(SIGN_IN, { passkey }, from("198.51.100.1"))).status).toBe(302);
    const proof = authenticator.get(await json(await own.post("/auth/proof", {}, from("198.51.100.1"))));
    const change = { newPassword: "a much better battery staple", passkey: proof };
    expect((await own.post("/settings/password", change, from("198.51.100.1"))).status).toBe(200);
  });

  it("is for forms of the node's own pages", async () => {
    for (const path of [SIGN_IN, `${SIGN_IN}/options`, "/auth/sign_up/passkey", "/auth/proof"]) {
      const answer = await new Browser(server).post(path, {}, { origin: "https://evil.example" });
      expect([answer.status, answer.headers.get("set-cookie")]).toEqual([403, null]);
    }
  });

  it("keeps the cookie of a ceremony from scripts and other sites", async () => {
    const response = await new Browser(server).post(`${SIGN_IN}/options`, {});
    expect(response.headers.get("set-cookie")).toMatch(
      /^mastic_ceremony=[\w-]{43};.*; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  it("has a script of its own on the page, and none within", async () => {
    const page = await new Browser(server).get("/auth/sign_in");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect((await page.text()).match(/<script/g)).toHaveLength(1);
    const script = await server.fetch("/assets/passkeys.js");
    expect([script.status, script.headers.get("content-type")]).toEqual([
      200,
      "text/javascript; charset=utf-8",
    ]);
    await using numbered = await startTestServer({ PUBLIC_URL: "http://127.0.0.1:3000" });
    expect(await (await new Browser(numbered).get("/auth/sign_in")).text()).not.toContain("data-passkey");
    const asked = await numbered.fetch(`${SIGN_IN}/options`, { method: "POST" });
    expect(asked.status).toBe(422);
  });
});

describe("one's own passkeys, in the node's app", () => {
  it("are added with the password, named, used and removed, which ends all sessions", async () => {
    await signUp(server, "fritz");
    const { person, browser } = await ownApp(server, "fritz");
    expect(await person.ask(means, "GET", "/auth/passkeys")).toEqual({ available: true, has_password: true, passkeys: [] });
    expect((await person.call("POST", "/auth/passkeys/options", { password: "guessed at once" })).status).toBe(403);
    const authenticator = new Authenticator(ORIGIN);
    const app = browser.with(person);
    const options = await json(await app.post("/auth/passkeys/options", { password: PASSWORD }));
    const added = means.parse(await json(await app.post("/auth/passkeys", { passkey: authenticator.create(options), name: " Phone " })));
    expect(added.passkeys).toMatchObject([{ id: authenticator.id, name: "Phone", last_used_at: null }]);
    expect((await signIn(authenticator)).status).toBe(302);

    await person.ask(means, "PATCH", `/auth/passkeys/${authenticator.id}`, { name: "Old phone" });
    expect((await person.call("PATCH", `/auth/passkeys/${authenticator.id}`, { name: "x".repeat(61) })).status).toBe(422);
    const listed = await person.ask(means, "GET", "/auth/passkeys");
    expect(listed.passkeys).toMatchObject([{ name: "Old phone", last_used_at: expect.stringMatching(/^\d{4}-/) as string }]);

    const path = `/auth/passkeys/${authenticator.id}/remove`;
    expect((await person.call("POST", path, { password: "guessed at once" })).status).toBe(403);
    expect((await app.post(path, { password: PASSWORD })).status).toBe(200);
    expect((await person.call("GET", "/api/v1/accounts/verify_credentials")).status).toBe(401);
    expect((await browser.get("/settings/password")).status).toBe(302);
    expect((await signIn(authenticator)).status).toBe(403);
  }); // prettier-ignore

  it("prove who one is where there is no password, and the last one stays", async () => {
    const { browser, authenticator } = await newcomer("gerda");
    const { person } = await ownApp(server, "gerda", browser);
    const app = browser.with(person);
    const prove = async (lies: Lies = {}): Promise<{ passkey: string }> => ({
      passkey: authenticator.get(await json(await app.post("/auth/proof", {})), lies),
    });
    const remove = `/auth/passkeys/${authenticator.id}/remove`;
    const last = await app.post(remove, await prove());
    expect([last.status, await json(last)]).toEqual([
      422,
      { error: expect.stringContaining("the only way") as string },
    ]);
    const second = new Authenticator(ORIGIN);
    const options = await json(await app.post("/auth/passkeys/options", await prove()));
    expect(JSON.stringify(options)).toContain(authenticator.id);
    expect((await app.post("/auth/passkeys", { passkey: second.create(options) })).status).toBe(200);
    for (const lies of [{ origin: "https://evil.example" }, { flags: 0x01 }]) {
      expect((await app.post(remove, await prove(lies))).status).toBe(403);
    }
    expect((await app.post(remove, await prove())).status).toBe(200);
    expect((await signIn(authenticator)).status).toBe(403);
    expect((await signIn(second)).status).toBe(302);
  });

  it("are not added by a request that was on its way when everybody was signed out", async () => {
    await signUp(server, "peter");
    const { person, browser } = await ownApp(server, "peter");
    const authenticator = new Authenticator(ORIGIN);
    const app = browser.with(person);
    const options = await json(await app.post("/auth/passkeys/options", { password: PASSWORD }));
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const slow = request(new URL("/auth/passkeys", server.address), {
      method: "POST",
      headers: {
        authorization: `Bearer ${person.token ?? ""}`,
        "content-type": "application/json",
        expect: "100-continue",
        cookie,
      },
    });
    const answered = once(slow, "response") as Promise<[IncomingMessage]>;
    slow.write('{"name":');
    // The node has begun with it, and waits for the rest.
    await once(slow, "continue");
    const { principal } = (await server.node.store.view(INSTANCE, (view) => view.find(users, "handle", { handle: "peter" }))) ?? { principal: "" };
    await signOutEverywhere(server.node.store, principal);
    slow.end(`"Thief","passkey":${JSON.stringify(authenticator.create(options))}}`);
    const [answer] = await answered;
    answer.resume();
    expect(answer.statusCode).toBe(401);
    expect(await kept(authenticator.id)).toBeUndefined();
  }); // prettier-ignore

  it("are nobody else's to see, to name, to remove, or to prove anything with", async () => {
    const { authenticator } = await newcomer("hilde");
    const { browser, authenticator: ivans } = await newcomer("ivan");
    const { person } = await ownApp(server, "ivan", browser);
    const app = browser.with(person);
    const path = `/auth/passkeys/${authenticator.id}`;
    expect((await person.call("PATCH", path, { name: "Mine" })).status).toBe(404);
    const passkey = ivans.get(await json(await app.post("/auth/proof", {})));
    expect((await app.post(`${path}/remove`, { passkey })).status).toBe(404);
    const hildes = authenticator.get(await json(await app.post("/auth/proof", {})));
    expect((await app.post("/auth/passkeys/options", { passkey: hildes })).status).toBe(403);
    expect((await signIn(authenticator)).status).toBe(302);
  });

  it("are hidden from every other app, whatever it may do", async () => {
    await signUp(server, "jutta");
    const other = await authorize(server, "jutta", "read write follow push");
    const [byPassword] = [await signUp(server, "karin")];
    for (const person of [other, byPassword]) {
      expect((await person.call("GET", "/auth/passkeys")).status).toBe(403);
      expect((await person.call("POST", "/auth/passkeys/options", { password: PASSWORD })).status).toBe(403);
      expect((await person.call("POST", "/auth/account/delete", { password: PASSWORD })).status).toBe(403);
    }
    expect((await server.fetch("/auth/passkeys")).status).toBe(401);
    // An app that names the node's own address to return to, and takes a token without PKCE.
    const posing = await register(server, { redirect_uris: `${ORIGIN}/signed-in` });
    expect(posing.client_id).not.toBe("");
    const preflight = await server.fetch("/auth/passkeys", {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "GET" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("are so many at most", async () => {
    await signUp(server, "lena");
    const { principal } = (await server.node.store.view(INSTANCE, (view) => view.find(users, "handle", { handle: "lena" }))) ?? { principal: "" };
    const row = { principal, publicKey: randomBytes(70), counter: 0, transports: [], name: "", createdAt: 0, lastUsedAt: null };
    await server.node.store.turn(INSTANCE, async (turn) => {
      for (let i = 0; i < MOST_PASSKEYS; i += 1) await turn.insert(passkeys, { ...row, id: `${principal}-${i}` });
    });
    const { person } = await ownApp(server, "lena");
    const answer = await person.call("POST", "/auth/passkeys/options", { password: PASSWORD });
    expect([answer.status, answer.body]).toEqual([422, { error: expect.stringContaining("as many passkeys") as string }]);
  }); // prettier-ignore
});

describe("an account with passkeys only", () => {
  it("sets a password with one, on the page, and is signed out everywhere", async () => {
    const { browser, authenticator } = await newcomer("martha");
    expect(await (await browser.get("/settings/password")).text()).not.toContain('name="password"');
    const newPassword = "a much better battery staple";
    expect((await browser.post("/settings/password", { newPassword, password: "" })).status).toBe(403);
    const passkey = authenticator.get(await optionsOf(browser, "/auth/proof"));
    expect((await browser.post("/settings/password", { newPassword, passkey })).status).toBe(200);
    expect((await browser.get("/settings/password")).status).toBe(302);
    const entered = await new Browser(server).post("/auth/sign_in", {
      name: "martha",
      password: newPassword,
    });
    expect(entered.status).toBe(302);
    expect((await signIn(authenticator)).status).toBe(302);
  });

  it("is deleted with one, on the page and in the app, and leaves no passkey behind", async () => {
    for (const [handle, isApp] of [["nora", false], ["otto", true]] as const) {
      const { browser, authenticator } = await newcomer(handle);
      const sender = isApp ? browser.with((await ownApp(server, handle, browser)).person) : browser;
      const path = isApp ? "/auth/account/delete" : "/settings/delete";
      expect((await sender.post(path, { password: "" })).status).toBe(403);
      const passkey = authenticator.get(await json(await sender.post("/auth/proof", {})));
      expect((await sender.post(path, { passkey })).status).toBe(200);
      expect((await signIn(authenticator)).status).toBe(403);
      await expect.poll(() => kept(authenticator.id), { timeout: 30_000 }).toBeUndefined();
    } // prettier-ignore
  });

  it("is moved with one, to an account that names it", async () => {
    const { browser, authenticator } = await newcomer("paula");
    const { person } = await ownApp(server, "paula", browser);
    const app = browser.with(person);
    const quinn = await signUp(server, "quinn");
    const move = async (more: Record<string, string>): Promise<number> =>
      (await app.post("/auth/account/move", { target_account: "quinn", ...more })).status;
    const proof = async (): Promise<{ passkey: string }> => ({
      passkey: authenticator.get(await json(await app.post("/auth/proof", {}))),
    });
    expect(await move({ password: "" })).toBe(403);
    expect(await move(await proof())).toBe(422);
    // Nobody knows whether an account names this one while its server is away.
    const away = "somebody@away.invalid";
    expect(await move({ ...(await proof()), target_account: away })).toBe(503);
    await quinn.call("PUT", "/api/pleroma/aliases", { alias: "paula" });
    const used = await proof();
    expect(await move(used)).toBe(200);
    expect(await move(used)).toBe(403);
    expect((await person.call("GET", "/api/v1/accounts/lookup?acct=paula")).body).toMatchObject({
      moved: { acct: "quinn" },
    });
    // The token of another app, and no token, move nothing.
    const other = await authorize(server, "quinn", "read write follow");
    expect((await other.call("POST", "/auth/account/move", { target_account: "paula", password: PASSWORD })).status).toBe(403); // prettier-ignore
    expect((await browser.post("/auth/account/move", { target_account: "quinn" })).status).toBe(401);
  });
});
