/** How many reports wait for the moderators (Mastodon: methods/reports). */

import { afterAll, beforeAll, expect, it } from "vitest";
import { signUp, startTestServer, type TestServer } from "../server.test-support.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

it("are refused while 20 of the same person are open, and the person is told why", async () => {
  const [alice, bob] = [await signUp(server, "alice"), await signUp(server, "bob")];
  const about = { account_id: await bob.id(), comment: "Look" };
  for (let i = 0; i < 20; i += 1)
    expect((await alice.call("POST", "/api/v1/reports", about)).status).toBe(200);
  const { status, body } = await alice.call("POST", "/api/v1/reports", about);
  expect(status).toBe(422);
  expect(body).toEqual({ error: expect.stringContaining("20 of your reports") as string });
});
