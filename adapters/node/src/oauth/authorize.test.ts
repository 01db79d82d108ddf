import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { INSTANCE, moderators } from "@mastic/core";
import { hashToken } from "../auth/token.ts";
import {
  Browser,
  OUT_OF_BAND,
  PASSWORD,
  Person,
  register,
  signUp,
  startTestServer,
} from "../server.test-support.ts";
import type { Application, TestServer } from "../server.test-support.ts";
import { ownAppCallback } from "./ownApp.ts";
import { browserSessions, oauthCodes } from "./tables.ts";

const CALLBACK = "https://client.example/callback?kept=1";
const ISSUER = "https://mastic.test/";
const APP_SCHEME = "org.example.app://oauth";

let server: TestServer;
let app: Application;
let browser: Browser;

beforeAll(async () => {
  server = await startTestServer();
  app = await register(server, {
    redirect_uris: [CALLBACK, APP_SCHEME, OUT_OF_BAND].join("\n"),
    scopes: "read write:statuses",
  });
  await signUp(server, "alice");
  browser = new Browser(server);
  await browser.post("/auth/sign_in", { name: "alice", password: PASSWORD });
});
afterAll(() => server[Symbol.asyncDispose]());

type Fields = Record<string, string>;

const fields = (more: Fields = {}): Fields => ({
  response_type: "code",
  client_id: app.client_id,
  redirect_uri: CALLBACK,
  scope: "read",
  ...more,
});
const query = (more: Fields = {}): string => new URLSearchParams(fields(more)).toString();
const locationOf = (response: Response): URL => new URL(response.headers.get("location") ?? "about:blank");

async function codeFor(more: Fields = {}): Promise<string> {
  const response = await browser.post("/oauth/authorize", { ...fields(more), decision: "allow" });
  return locationOf(response).searchParams.get("code") ?? "";
}

async function exchange(code: string, more: Fields = {}): Promise<{ status: number; body: Fields }> {
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    redirect_uri: CALLBACK,
    ...app,
    ...more,
  });
  for (const [name, value] of [...body]) if (value === "") body.delete(name);
  const response = await server.fetch("/oauth/token", { method: "POST", body });
  expect(response.headers.get("cache-control")).toBe("no-store");
  return { status: response.status, body: (await response.json()) as Fields };
}

const verifier = randomBytes(32).toString("base64url");
const pkce = {
  code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  code_challenge_method: "S256",
};

describe("the way to a token", () => {
  it("asks the person, and goes back to the application with a code and its state", async () => {
    const asked = await browser.get(
      `/oauth/authorize?${query({ state: "a b&c", scope: "read write:statuses" })}`,
    );
    expect(asked.status).toBe(200);
    expect(asked.headers.get("cache-control")).toBe("no-store");
    const page = await asked.text();
    expect(page).toContain("A client");
    expect(page).toContain("Change your statuses");

    const response = await browser.post("/oauth/authorize", {
      ...fields({ state: "a b&c" }),
      decision: "allow",
    });
    expect(response.status).toBe(302);
    const location = locationOf(response);
    expect(location.origin + location.pathname).toBe("https://client.example/callback");
    expect(location.searchParams.get("kept")).toBe("1");
    expect(location.searchParams.get("state")).toBe("a b&c");
    expect(location.searchParams.get("iss")).toBe(ISSUER);

    const { status, body } = await exchange(location.searchParams.get("code") ?? "");
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", scope: "read" });
    const me = await server.fetch("/api/v1/accounts/verify_credentials", {
      headers: { authorization: `Bearer ${body["access_token"] ?? ""}` },
    });
    expect(await me.json()).toMatchObject({ username: "alice" });
  });

  it("takes the address with a trailing slash", async () => {
    expect((await browser.get(`/oauth/authorize/?${query()}`)).status).toBe(200);
  });

  it("shows the code on a page for the out-of-band address", async () => {
    const oob = fields({ redirect_uri: OUT_OF_BAND });
    const page = await (await browser.post("/oauth/authorize", { ...oob, decision: "allow" })).text();
    const code = /<code[^>]*>([\w-]{43})<\/code>/.exec(page)?.[1] ?? "";
    expect((await exchange(code, { redirect_uri: OUT_OF_BAND })).status).toBe(200);
    const denied = await browser.post("/oauth/authorize", { ...oob, decision: "deny" });
    expect(denied.status).toBe(403);
  });

  it("goes back to an app with a scheme of its own, and the page's policy lets the browser go there", async () => {
    const asked = await browser.get(`/oauth/authorize?${query({ redirect_uri: APP_SCHEME })}`);
    expect(asked.headers.get("content-security-policy")).toContain("form-action 'self' org.example.app:;");
    const web = await browser.get(`/oauth/authorize?${query()}`);
    expect(web.headers.get("content-security-policy")).toContain(
      "form-action 'self' https://client.example;",
    );
    const response = await browser.post("/oauth/authorize", {
      ...fields({ redirect_uri: APP_SCHEME }),
      decision: "allow",
    });
    expect(response.headers.get("location")).toMatch(/^org\.example\.app:\/\/oauth\?code=/);
  });

  it("tells the application when the person denies", async () => {
    const response = await browser.post("/oauth/authorize", { ...fields({ state: "s" }), decision: "deny" });
    const { searchParams } = locationOf(response);
    expect(searchParams.get("error")).toBe("access_denied");
    expect(searchParams.get("state")).toBe("s");
    expect(searchParams.get("iss")).toBe(ISSUER);
    expect(searchParams.has("code")).toBe(false);
  });
});

describe("somebody who is signed out everywhere while the code is made", () => {
  it.each(["another app", "the node's own app"])(
    "gets none for %s, and is sent to sign in",
    async (which) => {
      const own = ownAppCallback(server.node.instance);
      const client = which === "another app" ? app : await register(server, { redirect_uris: own });
      const asked = {
        ...fields({ client_id: client.client_id, state: "late" }),
        ...(which === "another app" ? {} : { redirect_uri: own, ...pkce }),
      };
      const late = new Browser(server);
      await late.post("/auth/sign_in", { name: "alice", password: PASSWORD });
      const tokenHash = hashToken(late.cookies.get("mastic_session") ?? "");
      const { store } = server.node;
      const turn = store.turn.bind(store);
      let wasSignedIn = false;
      // Between what the request reads and what it writes.
      const turns = vi.spyOn(store, "turn").mockImplementation(async (owner, run) => {
        if (await turn(INSTANCE, (before) => before.delete(browserSessions, { tokenHash })))
          wasSignedIn = true;
        return turn(owner, run);
      });
      const path = "/oauth/authorize";
      const response = await (
        which === "another app"
          ? late.post(path, { ...asked, decision: "allow" })
          : late.get(`${path}?${new URLSearchParams(asked).toString()}`)
      ).finally(() => turns.mockRestore());
      expect(wasSignedIn).toBe(true);
      expect(response.status).toBe(302);
      expect(response.headers.get("location")).toMatch(/^\/auth\/sign_in\?next=.*late/);
    },
  );
});

describe("somebody who is not signed in", () => {
  it("is sent to sign in, and back to the same question", async () => {
    const stranger = new Browser(server);
    const sent = await stranger.get(`/oauth/authorize?${query({ state: "kept" })}`);
    expect(sent.status).toBe(302);
    const next = new URL(sent.headers.get("location") ?? "", server.address).searchParams.get("next") ?? "";
    const signedIn = await stranger.post("/auth/sign_in", { name: "alice", password: PASSWORD, next });
    expect(signedIn.headers.get("location")).toBe(next);
    const asked = await stranger.get(next);
    expect(await asked.text()).toContain('name="state" value="kept"');
  });

  it("signs in once more when the application forces it, and only once", async () => {
    const sent = await browser.get(`/oauth/authorize?${query()}&force_login=true`);
    expect(sent.headers.get("location")).toMatch(/^\/auth\/sign_in\?next=/);
    const next = new URL(sent.headers.get("location") ?? "", server.address).searchParams.get("next") ?? "";
    expect((await browser.get(next)).status).toBe(200);
  });

  it("cannot decide", async () => {
    const response = await new Browser(server).post("/oauth/authorize", { ...fields(), decision: "allow" });
    expect(response.headers.get("location")).toMatch(/^\/auth\/sign_in\?next=/);
  });
});

describe("requests that nobody is asked to grant", () => {
  it.each([
    ["no client", { client_id: "" }],
    ["an unknown client", { client_id: "nobody" }],
    ["an address that is not registered", { redirect_uri: "https://evil.example/" }],
    ["another path at a registered host", { redirect_uri: "https://client.example/other" }],
  ])("are shown to the person, who is sent nowhere: %s", async (_what, wrong) => {
    for (const response of [
      await browser.get(`/oauth/authorize?${query(wrong)}`),
      await browser.post("/oauth/authorize", { ...fields(wrong), decision: "allow" }),
    ]) {
      expect(response.status).toBe(400);
      expect(response.headers.get("location")).toBeNull();
    }
  });

  it.each([
    ["unsupported_response_type", { response_type: "token" }],
    ["unsupported_response_type", { response_type: "" }],
    ["invalid_scope", { scope: "read write" }],
    ["invalid_scope", { scope: "read nonsense" }],
    ["invalid_request", { code_challenge: verifier, code_challenge_method: "plain" }],
    ["invalid_request", { code_challenge: verifier }],
    ["invalid_request", { code_challenge: "short", code_challenge_method: "S256" }],
  ])("are refused to the application: %s for %o", async (error, wrong) => {
    for (const response of [
      await browser.get(`/oauth/authorize?${query({ state: "s", ...wrong })}`),
      await browser.post("/oauth/authorize", { ...fields({ state: "s", ...wrong }), decision: "allow" }),
    ]) {
      const { searchParams, host } = locationOf(response);
      expect(host).toBe("client.example");
      expect(searchParams.get("error")).toBe(error);
      expect(searchParams.get("state")).toBe("s");
      expect(searchParams.get("iss")).toBe(ISSUER);
    }
  });
});

describe("a code", () => {
  it("is good for one token", async () => {
    const code = await codeFor();
    const other = new Person(server, (await exchange(await codeFor())).body["access_token"]);
    const { status, body } = await exchange(code);
    expect(status).toBe(200);
    const person = new Person(server, body["access_token"]);
    expect((await person.call("GET", "/api/v1/accounts/verify_credentials")).status).toBe(200);
    expect(await exchange(code)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    // Somebody stole the code: nobody keeps what it was good for.
    expect((await person.call("GET", "/api/v1/accounts/verify_credentials")).status).toBe(401);
    expect((await other.call("GET", "/api/v1/accounts/verify_credentials")).status).toBe(200);
  });

  it("of somebody who was suspended meanwhile is good for nothing", async () => {
    await signUp(server, "mallory");
    const other = new Browser(server);
    await other.post("/auth/sign_in", { name: "mallory", password: PASSWORD });
    const back = await other.post("/oauth/authorize", { ...fields(), decision: "allow" });
    await server.node.store.turn(INSTANCE, (turn) =>
      turn.insertIfAbsent(moderators, { principal: "operator", createdAt: turn.now }),
    );
    await server.node.directory.suspend({ principal: "operator" }, { handle: "mallory" });
    expect(await exchange(locationOf(back).searchParams.get("code") ?? "")).toMatchObject({
      status: 400,
      body: { error: "invalid_grant" },
    });
  });

  it("with PKCE is good for a token that its client revokes without a secret", async () => {
    const installed = { client_secret: "", code_verifier: verifier };
    const token = (await exchange(await codeFor(pkce), installed)).body["access_token"] ?? "";
    const confidential = (await exchange(await codeFor())).body["access_token"] ?? "";
    const revoke = async (revoked: string, client_id: string): Promise<number> => {
      const body = new URLSearchParams({ token: revoked, client_id });
      return (await server.fetch("/oauth/revoke", { method: "POST", body })).status;
    };
    expect(await revoke(token, (await register(server)).client_id)).toBe(403);
    expect(await revoke(confidential, app.client_id)).toBe(403);
    const person = new Person(server, token);
    expect((await person.call("GET", "/api/v1/accounts/verify_credentials")).status).toBe(200);
    expect(await revoke(token, app.client_id)).toBe(200);
    expect((await person.call("GET", "/api/v1/accounts/verify_credentials")).status).toBe(401);
  });

  it("is good for one of two who come at the same time", async () => {
    const code = await codeFor();
    const answers = await Promise.all([exchange(code), exchange(code), exchange(code)]);
    expect(answers.map((it) => it.status).sort()).toEqual([200, 400, 400]);
  });

  it("needs the verifier of its challenge", async () => {
    expect((await exchange(await codeFor(pkce), { code_verifier: verifier })).status).toBe(200);
    const wrong = randomBytes(32).toString("base64url");
    expect(await exchange(await codeFor(pkce), { code_verifier: wrong })).toMatchObject({
      status: 400,
      body: { error: "invalid_grant" },
    });
    expect(await exchange(await codeFor(pkce))).toMatchObject({
      status: 400,
      body: { error: "invalid_grant" },
    });
    expect((await exchange(await codeFor(), { code_verifier: verifier })).status).toBe(400);
  });

  it("needs the client's secret, or PKCE in its place", async () => {
    expect((await exchange(await codeFor(), { client_secret: "" })).status).toBe(401);
    expect((await exchange(await codeFor(), { client_secret: "wrong" })).status).toBeGreaterThanOrEqual(400);
    const installed = { client_secret: "", code_verifier: verifier };
    expect((await exchange(await codeFor(pkce), installed)).status).toBe(200);
    // A verifier out of the air is no substitute.
    expect((await exchange(await codeFor(), installed)).status).toBe(400);
  });

  it("takes the secret in a header as well (RFC 6749 section 2.3.1)", async () => {
    const response = await server.fetch("/oauth/token", {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${app.client_id}:${app.client_secret}`)}` },
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code: await codeFor(),
        redirect_uri: CALLBACK,
      }),
    });
    expect(response.status).toBe(200);
  });

  it("is no good for another client, or with another address", async () => {
    const other = await register(server, { redirect_uris: CALLBACK });
    expect((await exchange(await codeFor(), { ...other })).body).toMatchObject({ error: "invalid_grant" });
    expect((await exchange(await codeFor(), { redirect_uri: OUT_OF_BAND })).status).toBe(400);
    expect((await exchange(await codeFor(), { redirect_uri: "" })).status).toBe(400);
  });

  it("ends after ten minutes", async () => {
    const code = await codeFor();
    await server.node.store.turn(INSTANCE, (turn) =>
      turn.update(oauthCodes, { codeHash: hashToken(code) }, { expiresAt: Date.now() - 1 }),
    );
    expect(await exchange(code)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  it.each([
    ["unsupported_grant_type", { grant_type: "urn:nonsense" }],
    ["invalid_grant", { code: "nonsense" }],
  ])("is refused as %s for %o", async (error, wrong) => {
    expect(await exchange("x", wrong)).toMatchObject({ status: 400, body: { error } });
  });
});
