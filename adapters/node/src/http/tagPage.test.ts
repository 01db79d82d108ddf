import { afterAll, beforeAll, expect, it } from "vitest";
import { Browser, signUp, startTestServer, type Person, type TestServer } from "../server.test-support.ts";

let server: TestServer;
let alice: Person;
beforeAll(async () => {
  server = await startTestServer();
  alice = await signUp(server, "alice");
});
afterAll(() => server[Symbol.asyncDispose]());

it("shows what is public under a hashtag, and nothing that is not", async () => {
  await alice.call("POST", "/api/v1/statuses", { status: "Beans are up #Garden", visibility: "public" });
  await alice.call("POST", "/api/v1/statuses", { status: "Between us #garden", visibility: "private" });
  const browser = new Browser(server);
  const page = await browser.get("/tags/Garden");
  expect(page.status).toBe(200);
  const text = await page.text();
  expect(text).toContain("Beans are up");
  expect(text).not.toContain("Between us");
  expect((await browser.get("/tags/garden?max_id=99999999999999999999")).status).toBe(200);
  expect((await browser.get("/tags/no%20tag")).status).toBe(404);
});
