import { Principal } from "@icp-sdk/core/principal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiCall, type NotificationEntity, type StatusEntity } from "../journeys/apiCall.ts";
import {
  moderator,
  operator,
  person,
  startCanisterNode,
  type CanisterNode,
  type UserActor,
} from "../support/canisterNode.ts";

const nobody = Principal.anonymous();
/** A moderator with an account. */
const anna = person("anna");
const bob = person("bob");
const carol = person("carol");

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly link: string | undefined;
}

describe("the admin methods of the Directory", () => {
  let node: CanisterNode;
  let bobsHome: UserActor;
  let carolsHome: UserActor;
  let bobsId: string;
  beforeAll(async () => {
    node = await startCanisterNode();
    await node.signUp(anna, "anna");
    bobsHome = node.user(await node.signUp(bob, "bob"), bob);
    carolsHome = node.user(await node.signUp(carol, "carol"), carol);
    await node.as(moderator).add_moderator({ principal: anna });
    bobsId = (await apiCall<{ id: string }>(bobsHome, "GET", "/api/v1/accounts/verify_credentials")).id;
  });
  afterAll(() => node.close());

  const ask = async (
    caller: Principal,
    asked: string,
    fields?: object,
    door: "api_query" | "api_update" = "api_update",
  ): Promise<Answer> => {
    const [method = "", url = ""] = asked.split(" ");
    const answer = await node.as(caller)[door]({
      method,
      url,
      headers: [["content-type", "application/json"]],
      body: fields === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(fields)),
    });
    const text = new TextDecoder().decode(Uint8Array.from(answer.body));
    return {
      status: answer.status,
      body: JSON.parse(text) as unknown,
      link: answer.headers.find(([name]) => name === "link")?.[1],
    };
  };
  const report = async (fields: object): Promise<string> => {
    const { id } = await apiCall<{ id: string }>(carolsHome, "POST", "/api/v1/reports", fields);
    await node.settle();
    return id;
  };

  it("are for moderators, by their principal, and for nobody else", async () => {
    for (const path of ["reports", "accounts", "domain_blocks"]) {
      const asked = `GET /api/v1/admin/${path}`;
      expect((await ask(nobody, asked, undefined, "api_query")).status).toBe(401);
      expect((await ask(bob, asked, undefined, "api_query")).status).toBe(403);
      expect((await ask(bob, asked)).status).toBe(403);
      expect((await ask(anna, asked)).status).toBe(200);
      // Who was named at the installation has no account.
      expect((await ask(moderator, asked)).status).toBe(200);
    }
    for (const [asked, fields] of [
      [`POST /api/v1/admin/accounts/${bobsId}/action`, { type: "suspend" }],
      [`POST /api/v1/admin/accounts/${bobsId}/promote`, {}],
      ["POST /api/v1/admin/domain_blocks", { domain: "a.example" }],
      ["DELETE /api/v1/admin/statuses/bob.1", undefined],
    ] as const) {
      expect((await ask(carol, asked, fields)).status).toBe(403);
      await expect(ask(person("stranger"), asked, fields)).rejects.toMatchObject({ code: "not_accepted" });
    }
  });

  it("say what somebody may do here", async () => {
    const role = async (caller: Principal) =>
      (await ask(caller, "GET /api/v1/accounts/verify_credentials", undefined, "api_query")).body;
    const permissions = (16 + 32 + 1_024 + 4_096 + 131_072 + 524_288).toString();
    expect(await role(anna)).toMatchObject({ acct: "anna", role: { name: "Moderator", permissions } });
    expect(await role(bob)).toMatchObject({ acct: "bob", role: { permissions: "0" } });
    expect((await ask(nobody, "GET /api/v1/accounts/verify_credentials", undefined, "api_query")).status).toBe(401); // prettier-ignore
  });

  it("show a report with the posts it names, from the author's home, and delete them there", async () => {
    const { id, uri } = await apiCall<StatusEntity>(bobsHome, "POST", "/api/v1/statuses", {
      status: "@carol Buy my pills",
      visibility: "direct",
    });
    await node.settle();
    const [heard] = await apiCall<NotificationEntity[]>(carolsHome, "GET", "/api/v1/notifications");
    const copy = heard?.status;
    if (copy == null) throw new Error("carol has not got it");
    await report({
      account_id: copy.account.id,
      status_ids: [copy.id],
      comment: "He sells pills",
      category: "spam",
    });
    expect((await ask(anna, "GET /api/v1/admin/reports", undefined, "api_query")).status).toBe(422);
    const { body } = await ask(anna, "GET /api/v1/admin/reports");
    expect(body).toMatchObject([
      {
        action_taken: false,
        category: "spam",
        comment: "He sells pills",
        account: { username: "carol" },
        target_account: { id: bobsId, username: "bob", suspended: false },
        statuses: [{ id: `bob.${id}`, uri, account: { acct: "bob" } }],
      },
    ]);
    expect((await ask(anna, `DELETE /api/v1/admin/statuses/bob.${id}`)).status).toBe(200);
    await node.settle();
    await expect(apiCall(bobsHome, "GET", `/api/v1/statuses/${id}`)).rejects.toMatchObject({ code: "NotFound" }); // prettier-ignore
    await expect(apiCall(carolsHome, "GET", `/api/v1/statuses/${copy.id}`)).rejects.toMatchObject({ code: "NotFound" }); // prettier-ignore
    expect((await ask(anna, "GET /api/v1/admin/reports")).body).toMatchObject([{ statuses: [] }]);
    for (const gone of [`bob.${id}`, "nobody.1", "12", "x"])
      expect((await ask(anna, `DELETE /api/v1/admin/statuses/${gone}`)).status).toBe(404);
  });

  it("show nothing that others wrote to who is reported", async () => {
    const secret = await apiCall<StatusEntity>(carolsHome, "POST", "/api/v1/statuses", {
      status: "@bob A secret",
      visibility: "direct",
    });
    await node.settle();
    const filed = await node.as(carol).file_report({
      target_actor_uri: "https://here.example/users/bob",
      target_status_uris: [secret.uri],
      reason: "Look what he got",
      forward: false,
      target_inbox: [],
      category: [{ Violation: null }],
      rule_ids: [],
    });
    if (!("Ok" in filed)) throw new Error(JSON.stringify(filed));
    expect((await ask(anna, `GET /api/v1/admin/reports/${filed.Ok.id}`)).body).toMatchObject({
      category: "violation",
      statuses: [],
    });
  });

  it("show reports also where the posts they name are more than an answer can have", async () => {
    const tags = Array.from({ length: 100 }, (_, i) => `#t${i.toString(36)}`).join(" ");
    const uris: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      const { uri } = await apiCall<StatusEntity>(bobsHome, "POST", "/api/v1/statuses", {
        status: `${i} ${tags}`,
      });
      uris.push(uri);
    }
    const filed: string[] = [];
    for (let i = 0; i < 14; i += 1) {
      const reply = await node.as(carol).file_report({
        target_actor_uri: "https://here.example/users/bob",
        target_status_uris: uris,
        reason: `Too many tags, ${i}`,
        forward: false,
        target_inbox: [],
        category: [{ Spam: null }],
        rule_ids: [],
      });
      if (!("Ok" in reply)) throw new Error(JSON.stringify(reply));
      filed.push(reply.Ok.id.toString());
    }
    const { status, body } = await ask(anna, "GET /api/v1/admin/reports");
    const all = body as { id: string; statuses: unknown[] }[];
    expect(status).toBe(200);
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(filed));
    expect(JSON.stringify(all.map(({ statuses }) => statuses)).length).toBeLessThan(1_100_000);
    // By itself a report has them all.
    const { body: one } = await ask(anna, `GET /api/v1/admin/reports/${filed[0] ?? ""}`);
    expect((one as { statuses: { uri: string }[] }).statuses.map(({ uri }) => uri)).toEqual(uris);
    for (const id of filed) await ask(anna, `POST /api/v1/admin/reports/${id}/resolve`);
  });

  it("suspend with a report, and let back", async () => {
    const id = await report({ account_id: await idOf("bob"), comment: "Again" });
    const at = `/api/v1/admin/accounts/${bobsId}`;
    const suspended = await ask(anna, `POST ${at}/action`, { type: "suspend", report_id: id });
    expect(suspended.body).toMatchObject({ id: bobsId, suspended: true });
    await node.settle();
    await expect(apiCall(bobsHome, "POST", "/api/v1/statuses", { status: "Hi" })).rejects.toMatchObject({ code: "Suspended" }); // prettier-ignore
    expect(await node.directory.get_user({ handle: "bob" })).toEqual({ Err: { NotFound: null } });
    expect((await ask(anna, `GET /api/v1/admin/reports/${id}`)).body).toMatchObject({
      action_taken: true,
      action_taken_by_account: { username: "anna" },
    });
    expect((await ask(anna, "GET /api/v2/admin/accounts?status=suspended")).body).toMatchObject([
      { username: "bob" },
    ]);
    expect((await ask(anna, `POST ${at}/unsuspend`)).body).toMatchObject({ suspended: false });
    await node.settle();
    await apiCall(bobsHome, "POST", "/api/v1/statuses", { status: "Back again" });
  });

  it("decide about servers", async () => {
    const made = await ask(anna, "POST /api/v1/admin/domain_blocks", { domain: "rude.example", severity: "suspend" }); // prettier-ignore
    expect(made.body).toMatchObject({ domain: "rude.example", severity: "suspend" });
    await node.settle();
    expect(await node.as(moderator).list_domain_blocks({ after: [], limit: 10n })).toMatchObject({
      Ok: [{ domain: "rude.example" }],
    });
    expect((await ask(anna, "DELETE /api/v1/admin/domain_blocks/rude.example")).status).toBe(200);
  });

  it("leave people and servers to proposals once a governance is set", async () => {
    await node.as(operator).set_sns_governance(node.federationId);
    const at = `/api/v1/admin/accounts/${bobsId}`;
    for (const [act, fields] of [
      ["action", { type: "suspend" }],
      ["unsuspend", {}],
      ["promote", {}],
      ["demote", {}],
    ] as const) {
      const refused = await ask(anna, `POST ${at}/${act}`, fields);
      expect(refused).toMatchObject({
        status: 403,
        body: { error: expect.stringContaining("proposals") as string },
      });
    }
    expect(await ask(anna, "POST /api/v1/admin/domain_blocks", { domain: "rude.example" })).toMatchObject({
      status: 403,
      body: { error: expect.stringContaining("proposals") as string },
    });
    expect((await ask(anna, "GET /api/v1/admin/domain_blocks")).status).toBe(200);
    expect((await ask(anna, "GET /api/v1/admin/reports")).status).toBe(200);
    const permissions = "16";
    expect((await ask(anna, "GET /api/v1/accounts/verify_credentials", undefined, "api_query")).body).toMatchObject({ role: { permissions } }); // prettier-ignore
  });

  /** What carol's home calls somebody. */
  const idOf = async (acct: string): Promise<string> =>
    (await apiCall<{ id: string }>(carolsHome, "GET", `/api/v1/accounts/lookup?acct=${acct}`)).id;
});
