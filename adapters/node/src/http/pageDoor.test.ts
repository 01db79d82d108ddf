import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { signUp, startTestServer, type Person, type TestServer } from "../server.test-support.ts";

let server: TestServer;
let alice: Person;
beforeAll(async () => {
  server = await startTestServer();
  alice = await signUp(server, "alice");
});
afterAll(() => server[Symbol.asyncDispose]());

const published = z.object({ id: z.string(), uri: z.string(), url: z.string() });

/** What stands at the addresses of a deleted post. */
async function answersFor(visibility: string, accept: string): Promise<{ status: number; text: string }[]> {
  const post = await alice.ask(published, "POST", "/api/v1/statuses", {
    status: "A slip of the tongue",
    visibility,
  });
  expect((await alice.call("DELETE", `/api/v1/statuses/${post.id}`)).status).toBe(200);
  expect((await alice.call("GET", `/api/v1/statuses/${post.id}`)).status).toBe(404);
  return Promise.all(
    [post.uri, post.url].map(async (url) => {
      const response = await server.fetch(new URL(url).pathname, { headers: { accept } });
      return { status: response.status, text: await response.text() };
    }),
  );
}

it("a deleted post is gone, as a page for people and as a Tombstone for servers", async () => {
  for (const page of await answersFor("public", "text/html")) {
    expect(page.status).toBe(410);
    expect(page.text).toContain("This post has been deleted");
    expect(page.text).not.toContain("slip");
  }
  for (const document of await answersFor("unlisted", "application/activity+json")) {
    expect(document.status).toBe(410);
    expect(JSON.parse(document.text)).toMatchObject({ type: "Tombstone", formerType: "Note" });
  }
});

it.each(["private", "direct"])("a deleted %s post was never there", async (visibility) => {
  for (const accept of ["text/html", "application/activity+json"]) {
    for (const { status } of await answersFor(visibility, accept)) expect(status).toBe(404);
  }
});
