import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INSTANCE, moderators } from "@mastic/core";
import { passwords } from "../auth/password.ts";
import { hashToken } from "../auth/token.ts";
import { credentials, invitations } from "../oauth/tables.ts";
import {
  Browser,
  clientToken,
  PASSWORD,
  Person,
  register,
  signUp,
  startTestServer,
} from "../server.test-support.ts";
import { signUp as signUpWith } from "./signUp.ts";
import { matching } from "../matching.test-support.ts";
import type { TestServer } from "../server.test-support.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await signUp(server, "alice");
});
afterAll(() => server[Symbol.asyncDispose]());

const form = (more: Record<string, string> = {}): Record<string, string> => ({
  handle: "somebody",
  password: PASSWORD,
  ...more,
});

describe("signing up on the page", () => {
  it("makes an account, and signs the browser in with a cookie that scripts and other sites cannot use", async () => {
    const browser = new Browser(server);
    const response = await browser.post("/auth/sign_up", form({ handle: "Bob", email: "Bob@Mail.Example" }));
    expect(response.status).toBe(302);
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/; Secure/i);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).toMatch(/; Path=\//i);
    expect(await (await browser.get("/")).text()).toContain("@bob");
    expect(await (await new Browser(server).get("/")).text()).not.toContain("Sign out");

    await browser.post("/auth/sign_out", {});
    expect(browser.cookies.size).toBe(0);
  });

  it.each([
    ["a handle that is taken", { handle: "alice" }, "Somebody has this name already."],
    ["the same in capitals", { handle: "ALICE" }, "Somebody has this name already."],
    ["an e-mail address in use", { email: "alice@mail.example" }, "This e-mail address is in use."],
    ["a reserved handle", { handle: "admin" }, "This name is kept for the server itself."],
    ["a handle with spaces", { handle: "no spaces" }, "This name cannot be used."],
    ["no handle", { handle: "" }, "This name cannot be used."],
    ["a handle that is too long", { handle: "a".repeat(31) }, "This name cannot be used."],
    ["a short password", { password: "short" }, "Use at least 8 characters."],
    ["a password that everybody has", { password: "Password1" }, "among the first that others would try"],
    ["the name for a password", { handle: "carolina", password: "Carolina" }, "than the name of the account"],
    ["no password", { password: "" }, "Use at least 8 characters."],
    ["a password of a novel", { password: "x".repeat(129) }, "Use at most 128 characters."],
    ["an e-mail address that is none", { email: "nonsense" }, "This is not an e-mail address."],
  ])("says what is wrong with %s, and keeps what was typed", async (_what, wrong, message) => {
    const response = await new Browser(server).post("/auth/sign_up", form({ handle: "carol", ...wrong }));
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(message);
    expect(page).toContain('aria-invalid="true"');
    expect(page).not.toContain(PASSWORD);
    expect(response.headers.get("set-cookie")).toBeNull();
  });

  it("leaves a name free when the sign-up failed", async () => {
    const browser = new Browser(server);
    expect((await browser.post("/auth/sign_up", form({ handle: "dave", password: "short" }))).status).toBe(
      422,
    );
    expect((await browser.post("/auth/sign_up", form({ handle: "dave" }))).status).toBe(302);
  });

  it("takes over credentials that a crash left without a user, after a while", async () => {
    const abandoned = (createdAt: number): Promise<void> =>
      server.node.store.turn(INSTANCE, (turn) =>
        turn.put(credentials, {
          principal: "local:crashed",
          handle: "erin",
          email: null,
          passwordHash: "",
          createdAt,
          epoch: 0,
        }),
      );
    await abandoned(Date.now());
    expect((await new Browser(server).post("/auth/sign_up", form({ handle: "erin" }))).status).toBe(422);
    await abandoned(Date.now() - 3_600_000);
    expect((await new Browser(server).post("/auth/sign_up", form({ handle: "erin" }))).status).toBe(302);
  });

  it("escapes what was typed", async () => {
    const evil = `"><script>alert(1)</script>`;
    const page = await (await new Browser(server).post("/auth/sign_up", form({ handle: evil }))).text();
    expect(page).not.toContain("<script>");
    expect(page).toContain("&lt;script&gt;");
  });
});

describe("signing in", () => {
  it.each(["alice", "@Alice", "alice@mail.example", "alice@mastic.test", "@alice@mastic.test", " alice "])(
    "knows %j",
    async (name) => {
      const response = await new Browser(server).post("/auth/sign_in", { name, password: PASSWORD });
      expect(response.status).toBe(302);
      expect(response.headers.get("location")).toBe("/");
    },
  );

  it("answers a wrong password and an unknown name alike, and takes as long", async () => {
    const attempt = async (name: string): Promise<[number, string, number]> => {
      const started = performance.now();
      const response = await new Browser(server).post("/auth/sign_in", { name, password: "wrong password" });
      const page = await response.text();
      return [response.status, page.replaceAll(name, "NAME"), performance.now() - started];
    };
    await attempt("warm-up");
    const known = [await attempt("alice"), await attempt("alice"), await attempt("alice")];
    const unknown = [await attempt("nobody"), await attempt("nobody"), await attempt("nobody")];
    expect(unknown[0]?.slice(0, 2)).toEqual(known[0]?.slice(0, 2));
    expect(known[0]?.[0]).toBe(403);
    const fastest = (them: [number, string, number][]): number => Math.min(...them.map((it) => it[2]));
    // Without the decoy hash an unknown name is answered in a millisecond, and a known one in twenty and more.
    expect(fastest(unknown)).toBeGreaterThan(fastest(known) / 4);
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/a\\b",
    "javascript:alert(1)",
    "evil",
    "/ä",
    "/\t/evil.example",
  ])("goes to the front page rather than to %j", async (next) => {
    const signedIn = await new Browser(server).post("/auth/sign_in", {
      name: "alice",
      password: PASSWORD,
      next,
    });
    expect(signedIn.headers.get("location")).toBe("/");
    const page = await new Browser(server).get(`/auth/sign_in?next=${encodeURIComponent(next)}`);
    expect(await page.text()).toContain('name="next" value="/"');
  });

  it("takes no text that no store keeps", async () => {
    const answer = await new Browser(server).post("/auth/sign_in", {
      name: "alice",
      password: PASSWORD,
      next: "/\u0000",
    });
    expect([answer.status, answer.headers.get("set-cookie")]).toEqual([400, null]);
    const page = await new Browser(server).get("/auth/sign_in?next=%2F%00");
    expect(await page.text()).not.toContain('value="/\u0000"');
  });

  it("goes on to a page of this server", async () => {
    const next = "/oauth/authorize?client_id=x&scope=a+b";
    const response = await new Browser(server).post("/auth/sign_in", {
      name: "alice",
      password: PASSWORD,
      next,
    });
    expect(response.headers.get("location")).toBe(next);
  });

  it("tells suspended people so, instead of asking them again and again", async () => {
    await signUp(server, "mallory");
    await server.node.store.turn(INSTANCE, (turn) =>
      turn.insertIfAbsent(moderators, { principal: "operator", createdAt: turn.now }),
    );
    await server.node.directory.suspend({ principal: "operator" }, { handle: "mallory" });
    const response = await new Browser(server).post("/auth/sign_in", { name: "mallory", password: PASSWORD });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("This account is suspended.");
  });

  it("has a new session each time, and forgets one that was ended", async () => {
    const browser = new Browser(server);
    await browser.post("/auth/sign_in", { name: "alice", password: PASSWORD });
    const first = new Map(browser.cookies);
    await browser.post("/auth/sign_in", { name: "alice", password: PASSWORD });
    expect(browser.cookies).not.toEqual(first);
    const stolen = new Browser(server);
    for (const [name, value] of browser.cookies) stolen.cookies.set(name, value);
    await browser.post("/auth/sign_out", {});
    expect(await (await stolen.get("/")).text()).not.toContain("Sign out");
  });
});

describe("forms from elsewhere", () => {
  it.each([
    ["another origin", { origin: "https://evil.example" }],
    ["a hidden origin", { origin: "null" }],
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another site of the same domain", { "sec-fetch-site": "same-site" }],
  ])("are refused: %s", async (_what, headers) => {
    for (const path of [
      "/auth/sign_in",
      "/auth/sign_up",
      "/auth/sign_out",
      "/oauth/authorize",
      "/settings/delete",
    ]) {
      const fields = form({ name: "alice", handle: "victim", decision: "allow" });
      const response = await new Browser(server).post(path, fields, headers);
      expect(response.status).toBe(403);
      expect(response.headers.get("set-cookie")).toBeNull();
      expect(response.headers.get("content-type")).toContain("text/html");
    }
  });
});

describe("signing up from a client", () => {
  it("answers with a token for the new user, within the scopes of the client's", async () => {
    const frank = await signUp(server, "frank", "read write:statuses write:accounts");
    expect((await frank.call("GET", "/api/v1/accounts/verify_credentials")).body).toMatchObject({
      username: "frank",
    });
    expect((await frank.call("POST", "/api/v1/media")).status).toBe(403);
  });

  it.each([
    [{ username: "" }, 422, "username"],
    [{ username: "alice" }, 422, "username"],
    [{ password: "short" }, 422, "password"],
    [{ email: "nonsense" }, 422, "email"],
    [{ agreement: false }, 422, "agreement"],
    [{ agreement: undefined }, 422, "agreement"],
  ])("says what is wrong with %o", async (wrong, status, field) => {
    const client = new Person(server, await clientToken(server, await register(server), "read write"));
    const body = {
      username: "gina",
      password: PASSWORD,
      email: "gina@mail.example",
      agreement: true,
      locale: "en",
    };
    const answer = await client.call("POST", "/api/v1/accounts", { ...body, ...wrong });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      error: matching(/^Validation failed/),
      details: { [field]: [{ error: matching(/^ERR_/) }] },
    });
  });

  it("needs a token of an application's own, with a scope for it", async () => {
    const alice = await signUp(server, "helen");
    const reader = new Person(server, await clientToken(server, await register(server), "read"));
    for (const [person, error] of [
      [alice, "This method requires a client credentials authentication"],
      [reader, "This action is outside the authorized scopes"],
    ] as const) {
      const body = { username: "ivan", password: PASSWORD, email: "ivan@mail.example", agreement: true };
      expect(await person.call("POST", "/api/v1/accounts", body)).toMatchObject({
        status: 403,
        body: { error },
      });
    }
  });

  it("needs a token", async () => {
    const answer = await new Person(server, undefined).call("POST", "/api/v1/accounts", { username: "x" });
    expect(answer).toMatchObject({ status: 401, body: { error: "The access token is invalid" } });
  });
});

describe("where registrations are", () => {
  it("closed, nobody signs up", async () => {
    await using closed = await startTestServer({ REGISTRATIONS: "closed" });
    const browser = new Browser(closed);
    const page = await (await browser.get("/auth/sign_up")).text();
    expect(page).toContain("New accounts are made by the people who run this server.");
    expect(page).not.toContain('name="password"');
    expect(await (await browser.get("/")).text()).not.toContain('href="/auth/sign_up"');
    await browser.post("/auth/sign_up", form());
    expect(browser.cookies.size).toBe(0);
    const client = new Person(closed, await clientToken(closed, await register(closed), "read write"));
    expect(
      (await client.call("POST", "/api/v1/accounts", { username: "x", password: PASSWORD })).status,
    ).toBe(403);
    expect((await client.call("GET", "/api/v2/instance")).body).toMatchObject({
      registrations: { enabled: false },
    });
  });

  it("by invitation, an invitation is good as often as it says", async () => {
    await using invited = await startTestServer({ REGISTRATIONS: "invite" });
    const browser = new Browser(invited);
    const invite = (code: string, usesLeft: number, expiresAt: number | null): Promise<void> =>
      invited.node.store.turn(INSTANCE, (turn) =>
        turn.insert(invitations, { codeHash: hashToken(code), usesLeft, expiresAt, createdAt: turn.now }),
      );
    await invite("once", 1, null);
    await invite("late", 5, Date.now() - 1);
    expect(await (await browser.get("/auth/sign_up?invitation=once")).text()).toContain('value="once"');
    for (const invitation of ["", "wrong", "late"]) {
      const response = await browser.post("/auth/sign_up", form({ handle: "anna", invitation }));
      expect(response.status).toBe(422);
      expect(await response.text()).toContain("This invitation is not valid.");
    }
    // A sign-up that fails does not use it up.
    expect((await browser.post("/auth/sign_up", form({ handle: "admin", invitation: "once" }))).status).toBe(
      422,
    );
    expect((await browser.post("/auth/sign_up", form({ handle: "anna", invitation: "once" }))).status).toBe(
      302,
    );
    const again = await browser.post("/auth/sign_up", form({ handle: "berta", invitation: "once" }));
    expect(again.status).toBe(422);
  });

  it("by invitation, a crash while signing up leaves no reservation without a use", async () => {
    await using invited = await startTestServer({ REGISTRATIONS: "invite" });
    const { store } = invited.node;
    const row = { codeHash: hashToken("one"), usesLeft: 1, expiresAt: null };
    await store.turn(INSTANCE, (turn) => turn.insert(invitations, { ...row, createdAt: turn.now }));
    let turns = 0;
    const dying: typeof store = {
      ...store,
      turn: (owner, change) =>
        turns++ === 0 ? store.turn(owner, change) : Promise.reject(new Error("gone")),
    };
    const ports = {
      store: dying,
      directory: { ...invited.node.directory, signUp: () => Promise.reject(new Error("gone")) },
      passwords: passwords(),
      settled: () => Promise.resolve(),
    };
    const draft = { handle: "anna", means: { password: PASSWORD }, email: null, invitation: "one" };
    await expect(signUpWith(ports, draft, true)).rejects.toThrow("gone");
    const [reserved, left] = await store.view(INSTANCE, async (view) => [
      await view.find(credentials, "handle", { handle: "anna" }),
      await view.get(invitations, { codeHash: hashToken("one") }),
    ]);
    expect(reserved).toBeDefined();
    expect(left?.usesLeft).toBe(0);
  });
});

describe("too many attempts", () => {
  it("at one account are stopped, wherever they come from and whatever they call it", async () => {
    await using limited = await startTestServer({ RATE_LIMITS: "login=2/5m", TRUST_PROXY: "1" });
    await signUp(limited, "alice");
    const attempt = async (from: string, name: string, password: string): Promise<number> => {
      const headers = { "x-forwarded-for": from };
      return (await new Browser(limited).post("/auth/sign_in", { name, password }, headers)).status;
    };
    expect(await attempt("198.51.100.1", "alice", "wrong password")).toBe(403);
    expect(await attempt("198.51.100.2", "@Alice@mastic.test", "wrong password")).toBe(403);
    expect(await attempt("198.51.100.3", "alice@mail.example", PASSWORD)).toBe(429);
    expect(await attempt("198.51.100.3", "bob", "wrong password")).toBe(403);
  });

  it("at one account are stopped where a token asks for the password, too", async () => {
    await using limited = await startTestServer({ RATE_LIMITS: "login=2/5m" });
    const alice = await signUp(limited, "alice");
    const attempt = async (password: string): Promise<number> => {
      const move = { password, target_account: "nobody" };
      return (await alice.call("POST", "/api/pleroma/move_account", move)).status;
    };
    expect(await attempt("wrong password")).toBe(403);
    expect(await attempt("wrong password")).toBe(403);
    expect(await attempt(PASSWORD)).toBe(429);
    const page = await new Browser(limited).post("/auth/sign_in", { name: "alice", password: PASSWORD });
    expect(page.status).toBe(429);
  });

  it("at once are asked to come again, and are no failure of the node", async () => {
    await using open = await startTestServer();
    const attempt = async (): Promise<number> => {
      const form = { name: "nobody", password: "wrong password" };
      return (await new Browser(open).post("/auth/sign_in", form)).status;
    };
    const answers = await Promise.all(Array.from({ length: 130 }, attempt));
    expect([...new Set(answers)].toSorted()).toEqual([403, 503]);
  });

  it("are stopped for a while, on a page and in JSON", async () => {
    await using limited = await startTestServer({ RATE_LIMITS: "login=2/5m,signup=1/30m" });
    const browser = new Browser(limited);
    const attempt = (): Promise<Response> =>
      browser.post("/auth/sign_in", { name: "alice", password: "wrong password" });
    expect([(await attempt()).status, (await attempt()).status]).toEqual([403, 403]);
    const stopped = await attempt();
    expect(stopped.status).toBe(429);
    expect(stopped.headers.get("content-type")).toContain("text/html");
    expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await browser.post("/auth/sign_up", form({ handle: "x", password: "short" }))).status).toBe(422);
    const client = new Person(limited, undefined);
    expect(await client.call("POST", "/api/v1/accounts", {})).toMatchObject({
      status: 429,
      body: { error: "Too many attempts. Try again later." },
    });
  });
});
