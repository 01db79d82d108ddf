import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { INSTANCE, tombstones } from "@mastic/core";
import { Browser, PASSWORD, signUp, startTestServer, type TestServer } from "../server.test-support.ts";

const PATH = "/auth/sign_up/handle";
const JSON_PLEASE = { accept: "application/json" };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await signUp(server, "alice");
});
afterAll(() => server[Symbol.asyncDispose]());

async function ask(handle: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await new Browser(server).post(PATH, { handle }, { ...JSON_PLEASE, ...headers });
  expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(response.headers.get("set-cookie")).toBeNull();
  return response.json();
}

describe("a name that is being written at sign-up", () => {
  it.each([
    ["bob", true, "@bob is free."],
    [" @Bob ", true, "@bob is free."],
    ["alice", false, "Somebody has this name already."],
    ["ALICE", false, "Somebody has this name already."],
    ["admin", false, "This name is kept for the server itself."],
    ["mailer-daemon", false, "This name is kept for the server itself."],
    ["no spaces", false, "This name cannot be used."],
    ["a".repeat(31), false, "This name cannot be used."],
    ["<b>", false, "This name cannot be used."],
    ["", false, "This name cannot be used."],
  ])("is answered for: %j", async (handle, is_free, message) => {
    expect(await ask(handle)).toEqual({ is_free, message });
  });

  it("is answered for in the language of the page", async () => {
    expect(await ask("bob", { "accept-language": "it-CH,en;q=0.5" })).toEqual({
      is_free: true,
      message: "@bob è libero.",
    });
  });

  it("is not free for some time after its owner has gone", async () => {
    await signUp(server, "gone");
    const browser = await Browser.signedIn(server, "gone");
    await browser.post("/settings/delete", { password: PASSWORD });
    const taken = { is_free: false, message: "Somebody has this name already." };
    expect(await ask("gone")).toEqual(taken);
    await vi.waitFor(
      () =>
        server.node.store.view(INSTANCE, async (view) =>
          expect(await view.get(tombstones, { handle: "gone" })).toBeDefined(),
        ),
      { timeout: 30_000 },
    );
    expect(await ask("gone")).toEqual(taken);
    const again = await new Browser(server).post("/auth/sign_up", { handle: "gone", password: PASSWORD });
    expect([again.status, (await again.text()).includes(taken.message)]).toEqual([422, true]);
  });

  it("is asked for by the node's own page only, and only so often, apart from sign-ups", async () => {
    const foreign = { ...JSON_PLEASE, origin: "https://evil.example" };
    expect((await new Browser(server).post(PATH, { handle: "bob" }, foreign)).status).toBe(403);

    await using limited = await startTestServer({ RATE_LIMITS: "api=2/5m,signup=1/30m" });
    const browser = new Browser(limited);
    const statuses = [];
    for (const handle of ["a", "b", "c"]) {
      statuses.push((await browser.post(PATH, { handle }, JSON_PLEASE)).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    expect((await browser.post("/auth/sign_up", { handle: "c", password: PASSWORD })).status).toBe(302);
  });

  it("is not asked for where nobody can sign up", async () => {
    await using closed = await startTestServer({ REGISTRATIONS: "closed" });
    expect((await new Browser(closed).post(PATH, { handle: "bob" }, JSON_PLEASE)).status).toBe(403);
  });
});
