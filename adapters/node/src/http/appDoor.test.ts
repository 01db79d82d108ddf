import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHash } from "node:crypto";
import { INSTANCE, users } from "@mastic/core";
import {
  Browser,
  ORIGIN,
  PASSWORD,
  register,
  signUp,
  startTestServer,
  type Person,
  type TestServer,
} from "../server.test-support.ts";
import { languages } from "../language/language.ts";
import { landingPage } from "../pages/landing.ts";
import { OWN_PATHS, SHARED_PATHS, webAppRoutes } from "./appDoor.ts";
import { readWebApp, type WebApp } from "./webApp.ts";

const HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const MARK = "mastic_app=1";

let server: TestServer;
let webApp: WebApp;
let alice: Person;
beforeAll(async () => {
  const built = readWebApp();
  if (built === undefined) throw new Error("The web app is not built: npm run build");
  webApp = built;
  server = await startTestServer();
  alice = await signUp(server, "alice");
});
afterAll(() => server[Symbol.asyncDispose]());

async function isApp(path: string, headers: Record<string, string>): Promise<boolean> {
  const response = await server.fetch(path, { headers });
  return (await response.text()).includes('<div id="root">');
}

describe("the app's page", () => {
  it.each([
    "/home",
    "/public",
    "/public/local",
    "/search?q=cats",
    "/@bob@far.example",
    "/@bob@far.example/12",
  ])("is for everybody at %s", async (path) => expect(await isApp(path, { accept: HTML })).toBe(true));

  it.each(["/", "/@alice", "/@alice/12", "/tags/cats"])(
    "at %s is for browsers with the app; others find a page without scripts, and servers a document",
    async (path) => {
      expect(await isApp(path, { accept: HTML, cookie: MARK })).toBe(true);
      expect(await isApp(path, { accept: HTML })).toBe(false);
      // As Mastodon asks.
      const accept =
        'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams", text/html;q=0.1';
      expect(await isApp(path, { accept, cookie: MARK })).toBe(false);
    },
  );

  it.each(["/nothing/here", "/settings/nothing", "/@alice/12/nothing"])(
    "says at %s that nothing is there, with its ways back; others and programs are told so without it",
    async (path) => {
      const ask = (headers: Record<string, string>): Promise<Response> => server.fetch(path, { headers });
      const inApp = await ask({ accept: HTML, cookie: MARK, "accept-encoding": "gzip" });
      expect([inApp.status, inApp.headers.get("etag"), inApp.headers.get("cache-control")]).toEqual([
        404,
        null,
        "no-store",
      ]);
      expect(inApp.headers.get("content-security-policy")).toContain("script-src 'self'");
      expect(inApp.headers.get("vary")).toMatch(/Accept\b.*\bCookie/);
      expect(await inApp.text()).toContain('<div id="root">');
      const outside = await ask({ accept: HTML });
      expect(outside.status).toBe(404);
      expect(await outside.text()).toContain("<main");
      expect((await ask({ accept: "application/json", cookie: MARK })).status).toBe(404);
      expect(await isApp(path, { accept: "application/activity+json", cookie: MARK })).toBe(false);
      expect(await isApp(path, { accept: HTML })).toBe(false);
    },
  );

  it.each([
    ["/@nobody", 200, true],
    ["/@alice/999", 200, true],
    ["/users/alice/nothing", 404, false],
    ["/users/nobody", 404, false],
  ])("looks up people and posts itself, and not what is for servers: %s", async (path, status, app) => {
    const headers = { accept: HTML, cookie: MARK };
    expect((await server.fetch(path, { headers })).status).toBe(status);
    expect(await isApp(path, headers)).toBe(app);
    expect((await server.fetch(path, { headers: { accept: HTML } })).status).toBe(404);
  });

  it("tells caches what it depends on, in both of its shapes", async () => {
    for (const cookie of ["", MARK]) {
      const response = await server.fetch("/@alice", { headers: { accept: HTML, cookie } });
      expect(response.headers.get("vary")).toMatch(/Accept\b.*\bCookie/);
    }
  });

  it("allows its own scripts and styles only, and is asked for anew", async () => {
    const { headers } = await server.fetch("/home", { headers: { accept: HTML } });
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/default-src 'none';.* style-src 'self';.* script-src 'self';/);
    expect(policy).toContain("connect-src 'self' wss://mastic.test");
    expect(policy).toContain("img-src 'self' data: blob:; media-src 'self' blob:;");
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toContain("https:");
    expect(headers.get("cache-control")).toBe("no-cache");
    const etag = headers.get("etag") ?? "";
    const again = await server.fetch("/home", { headers: { accept: HTML, "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it.each(["/elsewhere", "/elsewhere/far.example/@bob/12", "/elsewhere/far.example/signed-in?code=1"])(
    "reaches other servers at %s, where people chose them, over TLS",
    async (path) => {
      expect(await isApp(path, { accept: HTML })).toBe(true);
      const { headers } = await server.fetch(path, { headers: { accept: HTML } });
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(/default-src 'none';.* script-src 'self';/);
      expect(policy).toContain("connect-src 'self' https: wss: wss://mastic.test;");
      expect(policy).not.toMatch(/unsafe|http:|ws:\/|ws: /);
      expect(await isApp(path, { accept: "application/activity+json" })).toBe(false);
    },
  );
});

describe("the addresses of the app", () => {
  const source = readFileSync(new URL("../../../../apps/web/src/router.tsx", import.meta.url), "utf8");
  const routed = [...source.matchAll(/\broute\("([^"]+)"\)/g)].map(([, path]) => path ?? "");
  const at = (path: string, acct: string, id: string): string =>
    path
      .replace("{$acct}", acct)
      .replace("$statusId", id)
      .replace("$tag", "cats")
      .replace(/\$(?:list|filter)Id/, "12");

  it("are all those of its router", async () => {
    expect(routed).toContain("/@{$acct}/followers");
    for (const path of routed) {
      for (const acct of ["alice", "bob@far.example"]) {
        expect(await isApp(at(path, acct, "12"), { accept: HTML, cookie: MARK }), path).toBe(true);
      }
    }
    const literal = [...OWN_PATHS, ...SHARED_PATHS].filter((path) => !path.includes(":"));
    expect(routed).toEqual(expect.arrayContaining(literal));
  });

  it("lead everybody else to the app or to a page without scripts", async () => {
    const id = await alice.publish({ status: "Read by everybody" });
    for (const path of routed) {
      const response = await server.fetch(at(path, "alice", id), {
        headers: { accept: HTML },
        redirect: "follow",
      });
      expect(response.status, path).toBe(200);
    }
  });

  it.each(["with_replies", "media", "followers", "following"])(
    "lead who has no app from %s to the profile, and no program",
    async (tab) => {
      const response = await server.fetch(`/@alice/${tab}`, { headers: { accept: HTML } });
      expect([response.status, response.headers.get("location")]).toEqual([302, "/@alice"]);
      expect(response.headers.get("vary")).toMatch(/Accept\b.*\bCookie/);
      const accept = "application/activity+json";
      expect((await server.fetch(`/@alice/${tab}`, { headers: { accept } })).status).toBe(404);
    },
  );

  it("lead to no other site", async () => {
    for (const path of [
      "/@alice%2f%2fevil.example/media",
      "/@%0d%0aevil/media",
      "/@\\\\evil.example/media",
    ]) {
      const response = await server.fetch(path, { headers: { accept: HTML } });
      expect(response.headers.get("location") ?? "/@").toMatch(/^\/@[^/\\]*$/);
    }
  });
});

describe("a newcomer", () => {
  it("is led into the app from the front page, from sign-up and from sign-in, and told of other apps", async () => {
    const browser = new Browser(server);
    const front = await (await browser.get("/")).text();
    expect(front).toContain('href="/public/local"');
    expect(front).toContain("any Mastodon app");
    const next = /name="next" value="([^"]*)"/;
    for (const path of ["/auth/sign_up", "/auth/sign_in"]) {
      expect(next.exec(await (await browser.get(path)).text())?.[1]).toBe("/sign-in");
    }
    const answer = await browser.post("/auth/sign_up", {
      handle: "newcomer",
      password: PASSWORD,
      next: "/sign-in",
    });
    expect(answer.headers.get("location")).toBe("/sign-in");
    expect(await (await browser.get("/sign-in")).text()).toContain('<div id="root">');
    const welcome = await (await browser.get("/")).text();
    expect(welcome).toContain('href="/sign-in">Open the web app');
    expect(welcome).toContain(`any Mastodon app. When it asks for your server, enter`);
  });

  it("is led nowhere where no app was built", async () => {
    const user = await server.node.store.view(INSTANCE, (view) =>
      view.find(users, "handle", { handle: "alice" }),
    );
    for (const who of [undefined, user]) {
      const page = await landingPage(
        { instance: server.node.instance, language: languages[0], addressIn: undefined },
        { users: 1, statuses: 0, domains: 0, activeMonth: null, activeHalfyear: null },
        [],
        who,
        false,
      );
      expect(page.toString()).not.toMatch(/web app|\/sign-in"/);
    }
  });
});

describe("the app's files", () => {
  it("never change under their names, and come compressed", async () => {
    const script = [...webApp.files.keys()].find((name) => /^index-.*\.js$/.test(name)) ?? "";
    for (const coding of ["br", "gzip"]) {
      const response = await server.fetch(`/app/${script}`, { headers: { "accept-encoding": coding } });
      expect(response.headers.get("content-encoding")).toBe(coding);
      expect(response.headers.get("cache-control")).toContain("immutable");
      expect(response.headers.get("content-type")).toContain("javascript");
      // fetch has decoded it.
      const digest = createHash("sha256").update(new Uint8Array(await response.arrayBuffer()));
      expect(response.headers.get("etag")).toBe(`W/"${digest.digest("base64url").slice(0, 22)}"`);
    }
  });

  it("are those of the build, and no other", async () => {
    for (const path of ["/app/none.js", "/app/..%2fpackage.json", "/app/%2e%2e/index.html"]) {
      expect((await server.fetch(path, { headers: { accept: "*/*" } })).status).toBe(404);
    }
  });

  it("are not compressed for those who refuse it", async () => {
    const routes = new Hono().route("/", webAppRoutes(webApp, server.node.instance));
    const ask = (coding: string): Response | Promise<Response> =>
      routes.request("/app/icon.svg", { headers: { "accept-encoding": coding } });
    expect((await ask("gzip;q=0, identity")).headers.get("content-encoding")).toBeNull();
    const gzipped = await ask("deflate, gzip;q=0.5");
    expect(gunzipSync(new Uint8Array(await gzipped.arrayBuffer())).toString()).toContain("<svg");
  });
});

describe("signing in to the node's own app", () => {
  const challenge = { code_challenge: "a".repeat(43), code_challenge_method: "S256" };

  async function asks(redirect: string, more: Record<string, string>): Promise<Response> {
    const app = await register(server, { redirect_uris: redirect });
    const browser = new Browser(server);
    await browser.post("/auth/sign_in", { name: "alice", password: PASSWORD });
    const query = new URLSearchParams({
      response_type: "code",
      client_id: app.client_id,
      redirect_uri: redirect,
      scope: "read write",
      state: "s",
      ...more,
    });
    return browser.get(`/oauth/authorize?${query.toString()}`);
  }

  it("asks for no consent where the code can only reach the app", async () => {
    const response = await asks(`${ORIGIN}/signed-in`, challenge);
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toMatch(
      /^https:\/\/mastic\.test\/signed-in\?code=[\w-]+&state=s&iss=https%3A%2F%2Fmastic\.test%2F$/,
    );
  });

  it.each([
    ["without PKCE", `${ORIGIN}/signed-in`, {}],
    ["to another address of the node", `${ORIGIN}/signed-in/../home`, challenge],
    ["to another site", "https://mastic.test.evil.example/signed-in", challenge],
  ])("asks for consent %s", async (_what, redirect, more) => {
    const response = await asks(redirect, more);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("Authorize");
  });
});
