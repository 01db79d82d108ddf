import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  authorize,
  Person,
  signUp,
  startTestServer,
  withId,
  type TestServer,
} from "../server.test-support.ts";

let server: TestServer;
let alice: Person;
let bea: Person;
beforeAll(async () => {
  server = await startTestServer();
  alice = await signUp(server, "alice");
  bea = await signUp(server, "bea");
});
afterAll(() => server[Symbol.asyncDispose]());

const ACTIVITY = { accept: "application/activity+json" };
const collection = z.object({ type: z.string(), orderedItems: z.array(z.string()).optional() });

async function read(who: Person, path: string): Promise<{ status: number; body: unknown }> {
  const { status, body } = await who.call("GET", path, undefined, ACTIVITY);
  return { status, body };
}

describe("a token opens as a document what its user may read", () => {
  it("the own inbox, with what came in", async () => {
    await alice.call("POST", `/api/v1/accounts/${await bea.id()}/follow`);
    const own = await read(bea, "/users/bea/inbox");
    expect(own.status).toBe(200);
    expect(collection.parse(own.body)).toEqual({ type: "OrderedCollection" });
    await expect
      .poll(async () => collection.parse((await read(bea, "/users/bea/inbox?page=true")).body).orderedItems)
      .toEqual([expect.stringContaining("/users/alice#follows/")]);
  });

  it("no other inbox, and none for nobody, for a token that does not read, or for a wrong one", async () => {
    const writer = await authorize(server, "bea", "write");
    for (const who of [alice, writer, new Person(server, undefined), new Person(server, "wrong")]) {
      expect((await read(who, "/users/bea/inbox")).status).toBe(401);
    }
  });

  it("a followers-only status, to who follows", async () => {
    const { uri } = await bea.ask(z.object({ uri: z.string() }), "POST", "/api/v1/statuses", {
      status: "for who follows me",
      visibility: "private",
    });
    const { pathname } = new URL(uri);
    const nobody = new Person(server, undefined);
    const carol = await signUp(server, "carol");
    for (const who of [bea, alice]) expect((await read(who, pathname)).status).toBe(200);
    for (const who of [nobody, carol]) expect((await read(who, pathname)).status).toBe(404);
  });
});

it("a token does in secure mode what a signature does", async () => {
  await using secure = await startTestServer({ AUTHORIZED_FETCH: "true" });
  const dave = await signUp(secure, "dave");
  expect((await read(new Person(secure, undefined), "/users/dave")).status).toBe(401);
  const { status, body } = await read(dave, "/users/dave");
  expect(status).toBe(200);
  expect(withId.parse(body).id).toMatch(/\/users\/dave$/);
});
