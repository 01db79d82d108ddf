import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { INSTANCE, tombstones, users } from "@mastic/core";
import { credentials } from "../oauth/tables.ts";
import { Browser, PASSWORD, signUp, startTestServer, type TestServer } from "../server.test-support.ts";

const PATH = "/settings/delete";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: "on" });
});
afterAll(() => server[Symbol.asyncDispose]());

const signIn = (name: string): Promise<Browser> => Browser.signedIn(server, name);

const statusOf = (handle: string): Promise<string | undefined> =>
  server.node.store.view(INSTANCE, async (view) => (await view.find(users, "handle", { handle }))?.status);

describe("deleting one's own account on the page", () => {
  it("takes the account, its posts, tokens, sessions and credentials, and says so", async () => {
    const alice = await signUp(server, "alice");
    const id = await alice.publish({ status: "Farewell" });
    const [browser, elsewhere] = [await signIn("alice"), await signIn("alice")];
    expect(await (await browser.get("/")).text()).toContain(`href="${PATH}"`);
    const form = await browser.get(PATH);
    expect([form.status, form.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await form.text()).toContain("@alice@mastic.test");

    // As the web app marks a browser.
    browser.cookies.set("mastic_app", "1");
    const answer = await browser.post(PATH, { password: PASSWORD });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("Your account is deleted");
    expect(browser.cookies.size).toBe(0);

    expect((await alice.call("GET", "/api/v1/accounts/verify_credentials")).status).not.toBe(200);
    expect((await elsewhere.get(PATH)).status).toBe(302);
    expect((await server.fetch("/users/alice", { headers: { accept: "application/activity+json" } })).status).toBe(410); // prettier-ignore
    await vi.waitFor(async () => expect(await statusOf("alice")).toBeUndefined(), { timeout: 10_000 });
    expect((await server.fetch(`/api/v1/statuses/${id}`)).status).toBe(404);
    await server.node.store.view(INSTANCE, async (view) => {
      expect(await view.find(credentials, "handle", { handle: "alice" })).toBeUndefined();
      expect(await view.get(tombstones, { handle: "alice" })).toBeDefined();
    });
    const again = await new Browser(server).post("/auth/sign_in", { name: "alice", password: PASSWORD });
    expect(again.status).toBe(403);
  });

  it("takes no password from an address, here and where people sign in", async () => {
    await signUp(server, "quentin");
    const browser = await signIn("quentin");
    const password = encodeURIComponent(PASSWORD);
    expect((await browser.post(`${PATH}?password=${password}`, {})).status).toBe(403);
    expect(await statusOf("quentin")).toBe("Active");
    const other = new Browser(server);
    expect((await other.post(`/auth/sign_in?name=quentin&password=${password}`, {})).status).toBe(403);
  });

  it("needs the password, and lets nobody guess it for long", async () => {
    await signUp(server, "bob");
    const browser = await signIn("bob");
    const wrong = await browser.post(PATH, { password: "not it at all" });
    expect(wrong.status).toBe(403);
    const page = await wrong.text();
    expect(page).toContain("This is not your password.");
    expect(page).toContain('aria-invalid="true"');
    expect((await browser.post(PATH, {})).status).toBe(403);
    let status = 0;
    for (let tries = 0; tries < 100 && status !== 429; tries += 1) {
      ({ status } = await browser.post(PATH, { password: `guess ${tries}` }));
    }
    expect(status).toBe(429);
    expect((await browser.post(PATH, { password: PASSWORD })).status).toBe(429);
    expect(await statusOf("bob")).toBe("Active");
  });
});

describe("who is not signed in", () => {
  it("signs in first, and comes back", async () => {
    for (const answer of [
      await new Browser(server).get(PATH),
      await new Browser(server).post(PATH, { password: PASSWORD }),
    ]) {
      expect(answer.status).toBe(302);
      expect(answer.headers.get("location")).toBe("/auth/sign_in?next=%2Fsettings%2Fdelete");
    }
  });
});
