import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INSTANCE, moderators } from "@mastic/core";
import {
  authorize,
  clientToken,
  OUT_OF_BAND,
  Person,
  register,
  signUp,
  startTestServer,
} from "../server.test-support.ts";
import { matching } from "../matching.test-support.ts";
import type { TestServer } from "../server.test-support.ts";
import { oauthModel } from "./model.ts";
import { supportedScopes } from "./scopes.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const apps = (init: RequestInit): Promise<Response> =>
  server.fetch("/api/v1/apps", { method: "POST", ...init });

function formData(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const json = (body: object): RequestInit => ({
  body: JSON.stringify(body),
  headers: { "content-type": "application/json" },
});

describe("registering an application", () => {
  const one = { client_name: "App", redirect_uris: OUT_OF_BAND, scopes: "read write" };

  it.each([
    ["JSON", json(one)],
    ["a form", { body: new URLSearchParams(one) }],
    ["multipart", { body: formData(one) }],
    ["JSON with a list", json({ ...one, redirect_uris: [OUT_OF_BAND] })],
  ])("takes %s", async (_how, init) => {
    const response = await apps(init);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      name: "App",
      website: null,
      scopes: ["read", "write"],
      redirect_uri: OUT_OF_BAND,
      redirect_uris: [OUT_OF_BAND],
      client_secret_expires_at: 0,
      client_id: matching(/^[\w-]{43}$/),
      client_secret: matching(/^[\w-]{43}$/),
    });
  });

  it.each([
    ["lines", { body: new URLSearchParams({ ...one, redirect_uris: `https://a.example/\n${OUT_OF_BAND}` }) }],
    ["a list", json({ ...one, redirect_uris: ["https://a.example/", OUT_OF_BAND] })],
    [
      "a form's list",
      {
        body: new URLSearchParams(
          `client_name=App&redirect_uris[]=https://a.example/&redirect_uris[]=${OUT_OF_BAND}`,
        ),
      },
    ],
  ])("takes several addresses as %s", async (_how, init) => {
    expect(await (await apps(init)).json()).toMatchObject({
      redirect_uris: ["https://a.example/", OUT_OF_BAND],
    });
  });

  it("means `read` when no scope is named", async () => {
    const response = await apps(json({ client_name: "App", redirect_uris: OUT_OF_BAND }));
    expect(await response.json()).toMatchObject({ scopes: ["read"] });
  });

  it.each([
    ["no name", { client_name: "" }],
    ["no address", { redirect_uris: "" }],
    ["a relative address", { redirect_uris: "/callback" }],
    ["a script", { redirect_uris: "javascript:alert(1)" }],
    ["a script in capitals", { redirect_uris: "JavaScript:alert(1)" }],
    ["a data address", { redirect_uris: "data:text/html,hi" }],
    ["half an address", { redirect_uris: "https://" }],
    ["a host that would be a directive of a page's policy", { redirect_uris: "http://x;script-src/" }],
    ["a host that stands for many", { redirect_uris: "https://*/" }],
    ["a fragment", { redirect_uris: "https://a.example/#x" }],
    ["an unknown scope", { scopes: "read everything" }],
    ["a website that is a script", { website: "javascript:alert(1)" }],
  ])("refuses %s", async (_what, wrong) => {
    const response = await apps(json({ ...one, ...wrong }));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: matching(/^Validation failed: /) });
  });
});

describe("a client's own token", () => {
  it("verifies the application, and stands for no user", async () => {
    const app = await register(server);
    const it = new Person(server, await clientToken(server, app, "read"));
    expect(await it.call("GET", "/api/v1/apps/verify_credentials")).toMatchObject({
      status: 200,
      body: { name: "A client", scopes: ["read", "write", "follow", "push"] },
    });
    const { status, body } = await it.call("GET", "/api/v1/accounts/verify_credentials");
    expect(status).toBe(422);
    expect(body).toEqual({ error: "This method requires an authenticated user" });
  });

  it.each([
    ["invalid_scope", { scope: "admin:read" }],
    ["invalid_client", { client_secret: "wrong" }],
    ["invalid_client", { client_id: "nobody" }],
    ["unsupported_grant_type", { grant_type: "urn:nonsense" }],
  ])("is refused as %s for %o", async (error, wrong) => {
    const app = await register(server);
    const body = new URLSearchParams({ grant_type: "client_credentials", scope: "read", ...app, ...wrong });
    const response = await server.fetch("/oauth/token", { method: "POST", body });
    expect([400, 401]).toContain(response.status);
    expect(await response.json()).toMatchObject({ error });
  });

  it("comes as JSON as well as forms", async () => {
    const body = { grant_type: "client_credentials", ...(await register(server)) };
    const response = await server.fetch("/oauth/token", { method: "POST", ...json(body) });
    expect(await response.json()).toMatchObject({ token_type: "Bearer", scope: "read" });
  });
});

describe("secrets in an address", () => {
  it("are not taken: addresses are kept in histories and logs (RFC 6749 section 2.3.1)", async () => {
    const app = await register(server, { scopes: "read" });
    const fields = new URLSearchParams({ grant_type: "client_credentials", scope: "read", ...app });
    const asked = await server.fetch(`/oauth/token?${fields.toString()}`, { method: "POST" });
    expect(asked.status).toBe(401);
    const token = await clientToken(server, app, "read");
    const end = new URLSearchParams({ ...app, token });
    expect((await server.fetch(`/oauth/revoke?${end.toString()}`, { method: "POST" })).status).toBe(403);
    const verified = await new Person(server, token).call("GET", "/api/v1/apps/verify_credentials");
    expect(verified.status).toBe(200);
  });
});

describe("a code", () => {
  it("that was taken back while it was exchanged gives no token", async () => {
    const model = oauthModel(server.node.store, () => undefined);
    const client = { id: "client", grants: ["authorization_code"] };
    const token = { accessToken: "late", authorizationCode: "taken back", scope: ["read"], client, user: {} };
    await expect(model.saveToken(token, client, { principal: "local:somebody" })).rejects.toMatchObject({
      name: "invalid_grant",
    });
    expect(await model.getAccessToken("late")).toBe(false);
  });
});

describe("revoking", () => {
  const revoke = (fields: Record<string, string>): Promise<Response> =>
    server.fetch("/oauth/revoke", { method: "POST", body: new URLSearchParams(fields) });

  it("ends a token for the client that has it, once and again", async () => {
    const app = await register(server);
    const token = await clientToken(server, app, "read");
    for (let turn = 0; turn < 2; turn += 1) {
      const response = await revoke({ token, ...app });
      expect([response.status, await response.json()]).toEqual([200, {}]);
    }
    const answer = await new Person(server, token).call("GET", "/api/v1/apps/verify_credentials");
    expect(answer).toMatchObject({ status: 401, body: { error: "The access token is invalid" } });
  });

  it("says yes to a token that there is not", async () => {
    expect((await revoke({ token: "nothing", ...(await register(server)) })).status).toBe(200);
  });

  it("refuses other clients, and clients without their secret", async () => {
    const app = await register(server);
    const token = await clientToken(server, app, "read");
    for (const wrong of [
      await register(server),
      { ...app, client_secret: "wrong" },
      { client_id: app.client_id },
      {},
    ]) {
      expect((await revoke({ token, ...wrong })).status).toBe(403);
    }
    expect((await new Person(server, token).call("GET", "/api/v1/apps/verify_credentials")).status).toBe(200);
  });
});

describe("a token", () => {
  it("is taken from the header, or from the query", async () => {
    const alice = await signUp(server, "alice");
    const query = `access_token=${alice.token ?? ""}`;
    expect((await server.fetch(`/api/v1/accounts/verify_credentials?${query}`)).status).toBe(200);
    const lower = await server.fetch("/api/v1/accounts/verify_credentials", {
      headers: { authorization: `bearer   ${alice.token ?? ""}` },
    });
    expect(lower.status).toBe(200);
    expect(
      await (
        await server.fetch("/oauth/userinfo", { headers: { authorization: `Bearer ${alice.token ?? ""}` } })
      ).json(),
    ).toMatchObject({
      preferred_username: "alice",
      picture: "https://mastic.test/avatar.png",
    });
  });

  it("does no more than its scopes say", async () => {
    await signUp(server, "reader");
    const reader = await authorize(server, "reader", "read:accounts");
    expect((await reader.call("GET", "/api/v1/accounts/verify_credentials")).status).toBe(200);
    for (const [method, path] of [
      ["GET", "/api/v1/timelines/home"],
      ["GET", "/api/v1/notifications"],
      ["POST", "/api/v1/statuses"],
    ] as const) {
      expect(await reader.call(method, path)).toMatchObject({
        status: 403,
        body: { error: "This action is outside the authorized scopes" },
      });
    }
  });

  it("tells whose it is with a scope for that only", async () => {
    await signUp(server, "poster");
    for (const [scope, status] of [
      ["write:statuses", 403],
      ["profile", 200],
      ["read", 200],
    ] as const) {
      const person = await authorize(server, "poster", scope);
      expect((await person.call("GET", "/oauth/userinfo")).status).toBe(status);
    }
  });

  it("of a suspended user opens nothing that needs a user", async () => {
    const mallory = await signUp(server, "mallory");
    await server.node.store.turn(INSTANCE, (turn) =>
      turn.insertIfAbsent(moderators, { principal: "operator", createdAt: turn.now }),
    );
    await server.node.directory.suspend({ principal: "operator" }, { handle: "mallory" });
    for (const [method, path] of [
      ["GET", "/api/v1/timelines/home"],
      ["POST", "/api/v1/statuses"],
      ["GET", "/oauth/userinfo"],
    ] as const) {
      expect(await mallory.call(method, path)).toMatchObject({
        status: 403,
        body: { error: "Your login is currently disabled" },
      });
    }
  });
});

describe("the metadata document (RFC 8414)", () => {
  it("names endpoints that are there", async () => {
    const response = await server.fetch("/.well-known/oauth-authorization-server");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await response.json()).toMatchObject({
      issuer: "https://mastic.test/",
      authorization_endpoint: "https://mastic.test/oauth/authorize",
      token_endpoint: "https://mastic.test/oauth/token",
      revocation_endpoint: "https://mastic.test/oauth/revoke",
      app_registration_endpoint: "https://mastic.test/api/v1/apps",
      scopes_supported: supportedScopes,
      code_challenge_methods_supported: ["S256"],
      authorization_response_iss_parameter_supported: true,
    });
  });
});
