import { beforeAll, describe, expect, it } from "vitest";
import { lent } from "../../test/lent.ts";
import { handleApi } from "../handle.ts";
import { testNode, type Member, type TestNode } from "../node.test-support.ts";
import { routes } from "../routes.ts";

let node: TestNode;
let alice: Member;
let powerless: Member;

beforeAll(async () => {
  node = testNode(lent);
  alice = await node.member("alice", ["read", "write", "follow", "push", "admin:read", "admin:write"]);
  await node.api.directory.setUp({ initialModerator: "principal-alice" });
  powerless = { ...alice, token: { ...alice.token, scopes: [] } };
});

/** A path with something for each variable. */
const filled = (path: string): string => path.replaceAll(/:\w+/g, "1");

describe("every route", () => {
  it.each(routes.filter((it) => it.access !== "open").map((it) => [it.method, it.path, it.access]))(
    "%s %s (%s) is closed to who may not call it",
    async (method, path, access) => {
      const call = `${method} ${filled(path)}`;
      expect((await node.call(null, call)).status).toBe(401);
      if (access === "app") return;
      expect((await node.call(powerless, call)).status).toBe(403);
      const ofClient: Member = { ...alice, token: { ...alice.token, user: null } };
      expect((await node.call(ofClient, call)).status).toBe(422);
    },
  );

  it.each(routes.map((it) => [it.method, it.path]))(
    "%s %s answers nonsense with a refusal or a result, and never throws",
    async (method, path) => {
      for (const id of ["0", "99999999999999999999", "-1", "%00", "%E0%A4%A", "a".repeat(300)]) {
        const url = path.replaceAll(/:\w+/g, id);
        for (const query of ["", "?limit=x&max_id=x&min_id=-1&id[]=x&q=%00&acct=%40&types[]=x"]) {
          const { status, body } = await node.call(alice, `${method} ${url}${query}`);
          expect([200, 400, 404, 422, 503]).toContain(status);
          if (status !== 200) expect(body).toHaveProperty("error");
        }
      }
    },
  );
});

describe("what is in no table", () => {
  it("is 404 under /api, 405 for another method, and not ours elsewhere", async () => {
    expect((await node.call(alice, "GET /api/v1/nothing")).status).toBe(404);
    expect((await node.call(alice, "DELETE /api/v1/timelines/home")).status).toBe(405);
    const elsewhere = { method: "GET", url: "/users/alice", headers: {}, token: null };
    expect(await handleApi(node.api, elsewhere)).toBeUndefined();
  });

  it("is 400 for a body that cannot be read", async () => {
    for (const text of ["{", "[", '"', "nul"]) {
      const body = new TextEncoder().encode(text);
      const headers = { "content-type": "application/json" };
      const response = await handleApi(node.api, { method: "POST", url: "/api/v1/statuses", headers, body, token: alice.token }); // prettier-ignore
      expect(response?.status).toBe(400);
    }
  });
});
