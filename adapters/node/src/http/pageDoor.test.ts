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

it("pages for people have validators of their own beside those of the documents", async () => {
  const post = await alice.ask(published, "POST", "/api/v1/statuses", { status: "Worth a second look" });
  const ask = (path: string, accept: string, known?: string) =>
    server.fetch(path, { headers: { accept, ...(known === undefined ? {} : { "if-none-match": known }) } });
  for (const url of [post.uri, post.url, "/@alice", "/users/alice"]) {
    const { pathname } = new URL(url, "https://x.example");
    const page = await ask(pathname, "text/html");
    const document = await ask(pathname, "application/activity+json");
    const [etag, other] = [page, document].map((it) => it.headers.get("etag") ?? "none");
    expect([page.status, page.headers.get("vary")]).toEqual([200, "Accept, Accept-Language, Cookie"]);
    expect(etag).toMatch(/^W\/"[0-9a-f]{32}"$/);
    expect(other).not.toBe(etag);
    for (const known of [etag, `"x", ${etag?.slice(2)}`, "*"]) {
      const again = await ask(pathname, "text/html", known);
      expect([
        again.status,
        again.headers.get("etag"),
        again.headers.get("vary"),
        await again.text(),
      ]).toEqual([304, etag, "Accept, Accept-Language, Cookie", ""]);
      expect(again.headers.get("cache-control")).toBe("public, max-age=60");
    }
    expect((await ask(pathname, "text/html", other)).status).toBe(200);
    expect((await ask(pathname, "application/activity+json", etag)).status).toBe(200);
  }
  const before = (await ask("/@alice", "text/html")).headers.get("etag") ?? "";
  await alice.ask(published, "POST", "/api/v1/statuses", { status: "News" });
  expect((await ask("/@alice", "text/html", before)).status).toBe(200);
});
