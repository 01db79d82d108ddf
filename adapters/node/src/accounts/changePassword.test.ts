import { INSTANCE, users } from "@mastic/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserSessions } from "../oauth/tables.ts";
import {
  Browser,
  OUT_OF_BAND,
  PASSWORD,
  register,
  signUp,
  startTestServer,
  type TestServer,
} from "../server.test-support.ts";

const PATH = "/settings/password";
const NEW = "a much better battery staple";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const signIn = (name: string, password?: string): Promise<Browser> =>
  Browser.signedIn(server, name, password);

describe("changing one's password on the page", () => {
  it("takes the new one, and ends every token and session of the old", async () => {
    const alice = await signUp(server, "alice");
    const [browser, elsewhere] = [await signIn("alice"), await signIn("alice")];
    expect((await browser.get(PATH)).status).toBe(200);
    const answer = await browser.post(PATH, { password: PASSWORD, newPassword: NEW });
    expect([answer.status, (await answer.text()).includes("Your password is changed")]).toEqual([200, true]);
    expect((await alice.call("GET", "/api/v1/accounts/verify_credentials")).status).toBe(401);
    for (const each of [browser, elsewhere]) expect((await each.get(PATH)).status).toBe(302);
    const old = await new Browser(server).post("/auth/sign_in", { name: "alice", password: PASSWORD });
    expect(old.status).toBe(403);
    await signIn("alice", NEW);
  });

  it("lets nobody in whose old password was being checked meanwhile", async () => {
    await signUp(server, "emil");
    const browser = await signIn("emil");
    let isChanged = false;
    const knock = async (): Promise<void> => {
      while (!isChanged)
        await new Browser(server).post("/auth/sign_in", { name: "emil", password: PASSWORD });
    };
    const thieves = [knock(), knock(), knock(), knock()];
    const answer = await browser.post(PATH, { password: PASSWORD, newPassword: NEW });
    isChanged = true;
    await Promise.all(thieves);
    expect(answer.status).toBe(200);
    const { rows } = await server.node.store.view(INSTANCE, async (view) => {
      const user = await view.find(users, "handle", { handle: "emil" });
      const equals = { principal: user?.principal ?? "" };
      return view.scan(browserSessions, { index: "byPrincipal", equals, limit: 10 });
    });
    expect(rows).toEqual([]);
  });

  it("ends what was granted, and not yet taken, with the old one", async () => {
    await signUp(server, "dora");
    const app = await register(server);
    const thief = await signIn("dora");
    const asked = {
      response_type: "code",
      client_id: app.client_id,
      redirect_uri: OUT_OF_BAND,
      scope: "read",
    };
    const codeOf = async (browser: Browser): Promise<string> => {
      const page = await (await browser.post("/oauth/authorize", { ...asked, decision: "allow" })).text();
      return /<code[^>]*>([^<]+)<\/code>/.exec(page)?.[1] ?? page;
    };
    const take = async (code: string): Promise<number> => {
      const grant = { grant_type: "authorization_code", code, redirect_uri: OUT_OF_BAND };
      const body = new URLSearchParams({ ...grant, ...app });
      return (await server.fetch("/oauth/token", { method: "POST", body })).status;
    };
    const kept = await codeOf(thief);
    expect(await take(await codeOf(thief))).toBe(200);
    await (await signIn("dora")).post(PATH, { password: PASSWORD, newPassword: NEW });
    expect(await take(kept)).toBe(400);
  });

  it("changes nothing without the old one, for a weak one, or for another site", async () => {
    await signUp(server, "bob");
    const browser = await signIn("bob");
    const wrong = await browser.post(PATH, { password: "guessed at once", newPassword: NEW });
    expect([wrong.status, (await wrong.text()).includes("This is not your password.")]).toEqual([403, true]);
    const weak = await browser.post(PATH, { password: PASSWORD, newPassword: "password" });
    expect(weak.status).toBe(422);
    const address = `${PATH}?password=${encodeURIComponent(PASSWORD)}&newPassword=${encodeURIComponent(NEW)}`;
    expect((await browser.post(address, {})).status).toBe(403);
    await signIn("bob");
  });

  it("asks strangers to sign in first, and is where password managers look", async () => {
    const stranger = new Browser(server);
    const asked = await stranger.get(PATH);
    expect([asked.status, asked.headers.get("location")]).toEqual([
      302,
      `/auth/sign_in?next=${encodeURIComponent(PATH)}`,
    ]);
    const known = await server.fetch("/.well-known/change-password", { redirect: "manual" });
    expect([known.status, known.headers.get("location")]).toEqual([302, PATH]);
  });
});
