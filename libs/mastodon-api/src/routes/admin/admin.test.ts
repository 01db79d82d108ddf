import { describe, expect, it } from "vitest";
import { lent } from "../../../test/lent.ts";
import { testNode, type Member, type TestNode } from "../../node.test-support.ts";

const SCOPES = ["read", "write", "follow", "admin:read", "admin:write"];

async function village(): Promise<{ node: TestNode; mod: Member; bob: Member; carol: Member }> {
  const node = testNode(lent);
  const mod = await node.member("mod", SCOPES);
  const bob = await node.member("bob", SCOPES);
  const carol = await node.member("carol");
  await node.api.directory.setUp({ initialModerator: "principal-mod" });
  return { node, mod, bob, carol };
}

const postOf = async (node: TestNode, by: Member): Promise<string> => {
  const { body } = await node.call(by, "POST /api/v1/statuses", { status: "Buy my pills" });
  await node.settle();
  return (body as { id: string }).id;
};

async function report(node: TestNode, by: Member, about: Member, statuses: string[] = []): Promise<string> {
  const fields = { account_id: about.id, status_ids: statuses, comment: "Spam again", category: "spam" };
  const { body } = await node.call(by, "POST /api/v1/reports", fields);
  node.clock += 1;
  return (body as { id: string }).id;
}

describe("the admin methods", () => {
  it.each([
    ["GET", "reports"],
    ["GET", "reports/1"],
    ["POST", "reports/1/resolve"],
    ["GET", "accounts"],
    ["GET", "accounts/1"],
    ["DELETE", "accounts/1"],
    ["POST", "accounts/1/action"],
    ["POST", "accounts/1/unsuspend"],
    ["POST", "accounts/1/promote"],
    ["POST", "accounts/1/demote"],
    ["GET", "domain_blocks"],
    ["POST", "domain_blocks"],
    ["GET", "domain_blocks/a.example"],
    ["PUT", "domain_blocks/a.example"],
    ["DELETE", "domain_blocks/a.example"],
    ["DELETE", "statuses/1"],
  ])("%s %s are for moderators, with a token that says so", async (method, path) => {
    const { node, mod, bob } = await village();
    const asked = `${method} /api/v1/admin/${path}`;
    expect((await node.call(null, asked)).status).toBe(401);
    expect((await node.call(bob, asked)).status).toBe(403);
    const narrow = { ...mod, token: { ...mod.token, scopes: ["read", "write"] } };
    expect((await node.call(narrow, asked)).status).toBe(403);
  });

  it("show reports with the posts they name, and close them", async () => {
    const { node, mod, bob, carol } = await village();
    const status = await postOf(node, bob);
    const first = await report(node, carol, bob, [status]);
    const second = await report(node, carol, mod);
    const list = async (query = ""): Promise<unknown> =>
      (await node.call(mod, `GET /api/v1/admin/reports${query}`)).body;
    expect(await list()).toMatchObject([
      { id: second, target_account: { username: "mod", role: { id: "1" } }, statuses: [] },
      {
        id: first,
        action_taken: false,
        category: "spam",
        comment: "Spam again",
        account: { username: "carol", account: { acct: "carol" } },
        target_account: { username: "bob", suspended: false, domain: null },
        statuses: [{ id: status }],
      },
    ]);
    expect(await list(`?target_account_id=${bob.id}`)).toMatchObject([{ id: first }]);
    expect(await list(`?max_id=${second}`)).toMatchObject([{ id: first }]);
    const { body } = await node.call(mod, `POST /api/v1/admin/reports/${first}/resolve`);
    expect(body).toMatchObject({
      action_taken: true,
      action_taken_at: expect.any(String) as string,
      action_taken_by_account: { username: "mod" },
    });
    expect(await list()).toMatchObject([{ id: second }]);
    expect(await list("?resolved=true")).toMatchObject([{ id: first }]);
    expect((await node.call(mod, "GET /api/v1/admin/reports/12")).status).toBe(404);
  });

  it("show no more reports at once than an answer has room for, and the others after them", async () => {
    const { node, mod, bob } = await village();
    const { uri: actorUri } = await node.api.user(BigInt(bob.id)).getProfile();
    const filed: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      const { id } = await node.api.directory.fileReport(
        { principal: "principal-carol" },
        {
          actorUri,
          reason: "Every rule",
          category: "violation",
          brokenRules: Array.from({ length: 50 }, (_, n) => ({ id: String(n + 1), text: "€".repeat(1_000) })),
        },
      );
      filed.unshift(id.toString());
      node.clock += 1;
    }
    const first = await node.call(mod, "GET /api/v1/admin/reports");
    const ids = (body: unknown): string[] => (body as { id: string }[]).map(({ id }) => id);
    expect(ids(first.body)).toEqual(filed.slice(0, 3));
    expect(first.headers["link"]).toContain(`max_id=${filed[2] ?? ""}>; rel="next"`);
    const rest = await node.call(mod, `GET /api/v1/admin/reports?max_id=${filed[2] ?? ""}`);
    expect(ids(rest.body)).toEqual(filed.slice(3));
  });

  it("delete a post of anybody here", async () => {
    const { node, mod, bob } = await village();
    const status = await postOf(node, bob);
    expect((await node.call(mod, `DELETE /api/v1/admin/statuses/${status}`)).status).toBe(200);
    await node.settle();
    expect((await node.call(bob, `GET /api/v1/statuses/${status}`)).status).toBe(404);
    expect((await node.call(mod, `DELETE /api/v1/admin/statuses/${status}`)).status).toBe(404);
  });

  it("suspend with a report, let back, and delete only who is suspended", async () => {
    const { node, mod, bob, carol } = await village();
    const id = await report(node, carol, bob);
    const at = `/api/v1/admin/accounts/${bob.id}`;
    expect((await node.call(mod, `DELETE ${at}`)).status).toBe(403);
    expect((await node.call(mod, `POST ${at}/action`, { type: "silence" })).status).toBe(422);
    const wrong = await node.call(mod, `POST ${at}/action`, { type: "suspend", report_id: "12" });
    expect(wrong.status).toBe(404);
    expect((await node.call(mod, `GET ${at}`)).body).toMatchObject({ suspended: false });
    const suspended = await node.call(mod, `POST ${at}/action`, { type: "suspend", report_id: id });
    expect(suspended.body).toMatchObject({ suspended: true, disabled: true });
    await node.settle();
    expect((await node.call(mod, `GET /api/v1/admin/reports/${id}`)).body).toMatchObject({
      action_taken: true,
    });
    const names = async (query: string): Promise<string[]> =>
      ((await node.call(mod, `GET /api/v2/admin/accounts${query}`)).body as { username: string }[]).map(
        ({ username }) => username,
      );
    expect(await names("?status=suspended")).toEqual(["bob"]);
    expect(await names("?permissions=staff")).toEqual(["mod"]);
    expect(await names("?username=car")).toEqual(["carol"]);
    expect(await names("?limit=1")).toEqual(["carol"]);
    const nobody = await node.call(mod, "GET /api/v2/admin/accounts?username=nobody");
    expect([nobody.body, nobody.headers["link"]]).toEqual([
      [],
      expect.stringContaining(`max_id=${mod.id}>; rel="next"`),
    ]);
    expect(await names(`?max_id=${carol.id}`)).toEqual(["bob", "mod"]);
    expect((await node.call(mod, `POST ${at}/unsuspend`)).body).toMatchObject({ suspended: false });
    await node.settle();
    await node.call(mod, `POST ${at}/action`, { type: "suspend" });
    await node.settle();
    expect((await node.call(mod, `DELETE ${at}`)).status).toBe(200);
    await node.settle();
    const self = { type: "suspend" };
    expect((await node.call(mod, `POST /api/v1/admin/accounts/${mod.id}/action`, self)).status).toBe(422);
  });

  it("name moderators, and leave people and servers to the governance where there is one", async () => {
    const { node, mod, bob, carol } = await village();
    const at = (of: Member): string => `/api/v1/admin/accounts/${of.id}`;
    expect((await node.call(mod, `POST ${at(bob)}/promote`)).body).toMatchObject({ role: { id: "1" } });
    const permissions = 16 + 32 + 1_024 + 4_096 + 131_072 + 524_288;
    expect((await node.call(bob, "GET /api/v1/accounts/verify_credentials")).body).toMatchObject({
      role: { name: "Moderator", permissions: permissions.toString() },
    });
    expect((await node.call(bob, `POST ${at(mod)}/demote`)).body).toMatchObject({ role: { id: "-99" } });
    expect((await node.call(mod, "GET /api/v1/admin/reports")).status).toBe(403);
    await node.api.directory.setGovernance({ principal: "principal-sns" });
    expect((await node.call(bob, `POST ${at(carol)}/action`, { type: "suspend" })).status).toBe(403);
    expect((await node.call(bob, `POST ${at(carol)}/promote`)).status).toBe(403);
    const blocks = "/api/v1/admin/domain_blocks";
    expect((await node.call(bob, `POST ${blocks}`, { domain: "rude.example" })).status).toBe(403);
    expect((await node.call(bob, `GET ${blocks}`)).status).toBe(200);
    expect((await node.call(bob, "GET /api/v1/admin/reports")).status).toBe(200);
    expect((await node.call(bob, "GET /api/v1/accounts/verify_credentials")).body).toMatchObject({
      role: { permissions: "16" },
    });
  });

  it("write the rules: add, change, move and remove them, until a governance does", async () => {
    const { node, mod, bob } = await village();
    const rules = "/api/v1/pleroma/admin/rules";
    const texts = async (): Promise<unknown> =>
      ((await node.call(null, "GET /api/v1/instance/rules")).body as { text: string }[]).map(
        ({ text }) => text,
      );
    expect((await node.call(mod, `GET ${rules}`)).body).toEqual([]);
    const first = { id: "1", priority: 1, text: "Be kind", hint: null };
    expect((await node.call(mod, `POST ${rules}`, { text: " Be kind " })).body).toEqual(first);
    await node.call(mod, `POST ${rules}`, { text: "No spam" });
    const before = { text: "Be yourself", priority: 1 };
    expect((await node.call(mod, `POST ${rules}`, before)).body).toMatchObject({
      id: "1",
      text: "Be yourself",
    });
    expect(await texts()).toEqual(["Be yourself", "Be kind", "No spam"]);
    expect((await node.call(mod, `PATCH ${rules}/3`, { priority: 2 })).body).toMatchObject({ id: "2" });
    await node.call(mod, `PATCH ${rules}/1`, { text: "Be honest", priority: 99 });
    expect(await texts()).toEqual(["No spam", "Be kind", "Be honest"]);
    expect((await node.call(mod, `DELETE ${rules}/2`)).status).toBe(200);
    expect(await texts()).toEqual(["No spam", "Be honest"]);
    expect((await node.call(null, "GET /api/v2/instance")).body).toMatchObject({
      rules: [{ text: "No spam" }, { text: "Be honest" }],
    });
    for (const id of ["0", "3", "x"])
      expect((await node.call(mod, `DELETE ${rules}/${id}`)).status).toBe(404);
    for (const text of ["", "   ", "x".repeat(1_001)]) {
      expect((await node.call(mod, `POST ${rules}`, { text })).status).toBe(422);
    }
    for (const of of [`GET ${rules}`, `POST ${rules}`, `PATCH ${rules}/1`, `DELETE ${rules}/1`]) {
      expect((await node.call(bob, of, { text: "Mine" })).status, of).toBe(403);
    }
    await node.api.directory.setGovernance({ principal: "principal-sns" });
    expect((await node.call(mod, `POST ${rules}`, { text: "Mine" })).status).toBe(403);
    expect((await node.call(mod, `GET ${rules}`)).status).toBe(200);
    expect(await texts()).toEqual(["No spam", "Be honest"]);
  });

  it("change and remove only the rule that they saw, when they say which", async () => {
    const { node, mod } = await village();
    const rules = "/api/v1/pleroma/admin/rules";
    const texts = async (): Promise<unknown> =>
      ((await node.call(mod, `GET ${rules}`)).body as { text: string }[]).map(({ text }) => text);
    for (const text of ["One", "Two", "Three"]) await node.call(mod, `POST ${rules}`, { text });
    const seen = { current_text: "One" };
    expect((await node.call(mod, `DELETE ${rules}/1`, seen)).status).toBe(200);
    const again = await node.call(mod, `DELETE ${rules}/1`, seen);
    expect(again).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining("changed") as unknown },
    });
    for (const change of [{ text: "Won" }, { priority: 2 }]) {
      expect((await node.call(mod, `PATCH ${rules}/1`, { ...change, ...seen })).status).toBe(409);
    }
    expect((await node.call(mod, `DELETE ${rules}/3`, { current_text: "Three" })).status).toBe(404);
    expect(await texts()).toEqual(["Two", "Three"]);
    const changed = await node.call(mod, `PATCH ${rules}/1`, { text: "2", current_text: "Two" });
    expect(changed.body).toMatchObject({ id: "1", text: "2" });
    expect(await texts()).toEqual(["2", "Three"]);
  });

  it("decide about other servers", async () => {
    const { node, mod } = await village();
    const blocks = "/api/v1/admin/domain_blocks";
    const made = await node.call(mod, `POST ${blocks}`, { domain: "Rude.Example", severity: "silence" });
    expect(made.body).toMatchObject({ id: "rude.example", domain: "rude.example", severity: "silence" });
    expect((await node.call(mod, `POST ${blocks}`, { domain: "mastic.example" })).status).toBe(422);
    expect((await node.call(mod, `POST ${blocks}`, { domain: "a.example", severity: "noop" })).status).toBe(
      422,
    );
    const changed = await node.call(mod, `PUT ${blocks}/rude.example`, { severity: "suspend" });
    expect(changed.body).toMatchObject({ severity: "suspend", reject_media: true });
    const comment = { public_comment: "Rude" };
    for (const unsaid of [
      await node.call(mod, `PUT ${blocks}/rude.example`, comment),
      await node.call(mod, `POST ${blocks}`, { domain: "RUDE.example", ...comment }),
    ]) {
      expect(unsaid.body).toMatchObject({ domain: "rude.example", severity: "suspend" });
    }
    expect((await node.call(mod, `GET ${blocks}`)).body).toHaveLength(1);
    await node.call(mod, `POST ${blocks}`, { domain: "another.example" });
    const first = await node.call(mod, `GET ${blocks}?limit=1`);
    expect(first.body).toMatchObject([{ id: "another.example" }]);
    expect(first.headers["link"]).toBe(
      `<https://mastic.example${blocks}?limit=1&max_id=another.example>; rel="next"`,
    );
    const second = await node.call(mod, `GET ${blocks}?max_id=another.example`);
    expect(second.body).toMatchObject([{ id: "rude.example" }]);
    expect(second.headers["link"]).toBeUndefined();
    expect((await node.call(mod, `DELETE ${blocks}/rude.example`)).status).toBe(200);
    expect((await node.call(mod, `GET ${blocks}/rude.example`)).status).toBe(404);
  });
});
