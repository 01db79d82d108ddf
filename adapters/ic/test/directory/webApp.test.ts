/** A new web app under a governance: staged by anybody who keeps order, shown once a proposal has named its hash. */

import type { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appHash } from "../../deploy/webApp.ts";
import type { AppFile, Proposal, ValidateProposalResponse } from "../../src/candid/directory.did.ts";
import * as bindings from "../../src/candid/directory.did.ts";
import { methodsOf } from "../../src/frame/interface.ts";
import {
  moderator,
  operator,
  person,
  startCanisterNode,
  type CanisterNode,
} from "../support/canisterNode.ts";
import { openWallet, type Wallet } from "../support/wallet.ts";

const MONTH = 30 * 86_400_000;

const file = (path: string, text: string): AppFile => ({
  path,
  headers: [
    ["content-type", "text/html"],
    ["cache-control", "no-cache"],
  ],
  body: new TextEncoder().encode(text),
});
const page = (text: string): AppFile[] => [file("/app/index.js", `//${text}`), file("*", text)];
const propose = (app: AppFile[]): Proposal => ({ DeployWebApp: { app_hash: appHash(app) } });

describe("a web app that waits for a vote", () => {
  let node: CanisterNode;
  let sns: Wallet;
  const call = <Reply>(name: string, args: unknown[]) => {
    const found = methodsOf(bindings).find(([it]) => it === name) as readonly [string, IDL.FuncClass];
    return sns.call<Reply>(node.directoryId, found, args, 0n);
  };
  const validate = (app: AppFile[]) => call<ValidateProposalResponse>("validate_proposal", [propose(app)]);
  const execute = (app: AppFile[]) => call<undefined>("execute_proposal", [propose(app)]);
  const stage = (who: Principal, app: AppFile[]) => node.as(who).stage_app_files(app);
  /** What is shown at `/home`; of a query, which is certified. */
  async function shown(path = "/home"): Promise<string> {
    const headers: [string, string][] = [["host", "here.example"], ["accept", "text/html"]]; // prettier-ignore
    const asked = { method: "GET", url: path, headers, body: new Uint8Array(), certificate_version: [2] as [number] }; // prettier-ignore
    const { status_code, body } = await node.federation(Principal.anonymous()).http_request(asked);
    return status_code === 200 ? new TextDecoder().decode(Uint8Array.from(body)) : "";
  }
  const nothing = { Err: expect.stringContaining("Nothing is staged") as string };
  const tooMuch = { Err: { BadArgs: expect.any(String) as string } };

  beforeAll(async () => {
    node = await startCanisterNode();
    sns = await openWallet(node.runtime);
    await node.federation(operator).put_app_files([file("*", "first"), file("/app/first.js", "//first")]);
    await node.as(operator).set_sns_governance(sns.id);
  });
  afterAll(() => node.close());

  it("is staged by those who keep order alone, and shown to nobody", async () => {
    await expect(stage(person("alice"), page("evil"))).rejects.toMatchObject({ code: "not_accepted" });
    expect(await call("stage_app_files", [page("evil")])).toEqual({ Err: { Unauthorized: null } });
    expect(await stage(moderator, page("second"))).toEqual({ Ok: null });
    await expect(
      node.federation(operator).stage_app_files({ uploader: moderator, files: [] }),
    ).rejects.toThrow();
    expect(await shown()).toBe("first");
  });

  it("is what was voted on, or nothing", async () => {
    expect(await validate(page("second"))).toMatchObject({
      Ok: expect.stringContaining("2 files") as string,
    });
    expect(await validate(page("third"))).toEqual(nothing);
    await expect(execute(page("third"))).rejects.toThrow("Nothing is staged");
    // Whoever stages the same as well, or something else, takes nothing from it.
    expect(await stage(operator, [file("*", "other"), file("/app/more.js", "//more")])).toEqual({ Ok: null });
    // Another body, header or path, or a file more, has another hash.
    expect(await stage(moderator, [{ ...file("*", "second"), headers: [["x", "y"]] }])).toEqual({ Ok: null });
    expect(await validate(page("second"))).toEqual(nothing);
    await expect(execute(page("second"))).rejects.toThrow("Nothing is staged");
    expect(await shown()).toBe("first");
    // Twice the same is the same.
    for (const _ of [1, 2]) expect(await stage(moderator, page("second"))).toEqual({ Ok: null });
    await execute(page("second"));
    expect(await shown()).toBe("second");
    expect(await shown("/app/index.js")).toBe("//second");
    expect(await shown("/app/first.js")).toBe("");
    // It was taken from what is staged; the other's is there still.
    expect(await validate(page("second"))).toEqual(nothing);
    expect(await validate([file("*", "other"), file("/app/more.js", "//more")])).toHaveProperty("Ok");
  });

  it("is refused where it is none, or has too many files", async () => {
    expect(await stage(moderator, [file("/actor", "x")])).toMatchObject(tooMuch);
    const many = Array.from({ length: 501 }, (_, i) => file(`/app/${i}.js`, ""));
    expect(await stage(moderator, many)).toMatchObject(tooMuch);
  });

  it("has few headers, which are short: they are read by every vote", async () => {
    await node.as(moderator).unstage_app_files();
    const withHeaders = (headers: [string, string][]): AppFile[] => [{ ...file("*", ""), headers }];
    const many = (count: number) =>
      Array.from({ length: count }, (_, i): [string, string] => [`x-${i}`, "y"]);
    expect(await stage(moderator, withHeaders(many(17)))).toMatchObject(tooMuch);
    expect(await stage(moderator, withHeaders([["x", "y".repeat(2_000)]]))).toMatchObject(tooMuch);
    // The same name again takes the same time to read.
    expect(
      await stage(moderator, withHeaders([["x", "y".repeat(1_000)], ["x", "y".repeat(1_000)]])), // prettier-ignore
    ).toMatchObject(tooMuch);
    expect(await stage(moderator, withHeaders(many(16)))).toEqual({ Ok: null });
    expect(await stage(moderator, withHeaders([["x", "y".repeat(1_999)]]))).toEqual({ Ok: null });
  });

  it("is refused where it is too large, with what is kept of a file besides its body", async () => {
    await node.as(moderator).unstage_app_files();
    const body = new Uint8Array(1_863_900);
    for (let i = 0; i < 9; i += 1) {
      expect(await stage(moderator, [{ ...file(`/app/${i}.js`, ""), body }])).toEqual({ Ok: null });
    }
    // Of bodies alone it would hold 2,116 bytes more.
    const headers: [string, string][] = [["x", "y".repeat(1_000)]];
    const last = [{ ...file("/app/last.js", ""), headers }];
    expect(await stage(moderator, last)).toMatchObject(tooMuch);
    expect(await node.as(moderator).unstage_app_files()).toEqual({ Ok: null });
    expect(await stage(moderator, last)).toEqual({ Ok: null });
  });

  it("is neither put to the vote nor shown where it has no page", async () => {
    const noPage = { Err: expect.stringContaining("no page (*)") as string };
    for (const app of [
      [file("/app/only.js", "//x")],
      [file("/app/index.js", "//nowhere"), file("/elsewhere/*", "guest")],
    ]) {
      await node.as(moderator).unstage_app_files();
      expect(await stage(moderator, app)).toEqual({ Ok: null });
      expect(await validate(app)).toEqual(noPage);
      await expect(execute(app)).rejects.toThrow("no page (*)");
    }
    expect(await shown()).toBe("second");
  });

  it("takes no place of those there are as long as it has no file", async () => {
    for (const who of [moderator, operator]) await node.as(who).unstage_app_files();
    const others = Array.from({ length: 8 }, (_, i) => person(`one of eight: ${i}`));
    for (const principal of others) {
      await call("execute_proposal", [{ AddModerator: { principal } }]);
      expect(await stage(principal, [])).toEqual({ Ok: null });
    }
    expect(await validate([])).toEqual(nothing);
    for (const other of others) expect(await stage(other, page("same"))).toEqual({ Ok: null });
    expect(await stage(moderator, page("ninth"))).toMatchObject(tooMuch);
    await node.as(others[3] ?? moderator).unstage_app_files();
    expect(await stage(moderator, page("ninth"))).toEqual({ Ok: null });
    expect(await validate(page("ninth"))).toHaveProperty("Ok");
    for (const principal of others) await call("execute_proposal", [{ RemoveModerator: { principal } }]);
    await node.settle();
  });

  it("is found at the same cost, whatever others have staged", async () => {
    const costOf = async (app: AppFile[]): Promise<number> => {
      await node.runtime.takeExecutions();
      await validate(app);
      const executions = await node.runtime.takeExecutions();
      const asked = executions.filter(({ entry }) => entry === "canister_update staged_app");
      expect(asked).toHaveLength(1);
      return Number(asked[0]?.instructions);
    };
    await node.as(moderator).unstage_app_files();
    await stage(moderator, page("small"));
    const alone = await costOf(page("small"));
    const headers: [string, string][] = [["x", "y".repeat(1_900)]];
    const large = Array.from({ length: 300 }, (_, i) => ({ ...file(`/app/${i}.js`, "//"), headers }));
    expect(await stage(operator, large)).toEqual({ Ok: null });
    expect(await costOf(page("small"))).toBeLessThan(1.1 * alone);
    expect(await costOf(page("not staged"))).toBeLessThan(1.1 * alone);
    await node.as(operator).unstage_app_files();
  });

  describe("of a moderator who is none any more", () => {
    const named = person("named");
    const add = () => call("execute_proposal", [{ AddModerator: { principal: named } }]);
    const remove = () => call("execute_proposal", [{ RemoveModerator: { principal: named } }]);
    const away = { canisterId: Principal.anonymous(), sender: operator };
    beforeAll(async () => {
      away.canisterId = node.federationId;
      // The operator, who controls the Directory, stages as well.
      await node.as(operator).unstage_app_files();
      await stage(operator, page("of the operator"));
      await call("execute_proposal", [{ AddModerator: { principal: operator } }]);
    });

    it("goes with them, and nobody else's does", async () => {
      await add();
      expect(await stage(named, page("of the named"))).toEqual({ Ok: null });
      await remove();
      await call("execute_proposal", [{ RemoveModerator: { principal: operator } }]);
      await node.settle();
      expect(await validate(page("of the named"))).toEqual(nothing);
      await expect(execute(page("of the named"))).rejects.toThrow("Nothing is staged");
      expect(await validate(page("of the operator"))).toHaveProperty("Ok");
      expect(await node.as(operator).unstage_app_files()).toEqual({ Ok: null });
    });

    it("goes once the Federation can be reached", async () => {
      await add();
      await stage(named, page("kept for now"));
      await node.runtime.stopCanister(away);
      await remove();
      await node.settle();
      await node.runtime.startCanister(away);
      expect(await validate(page("kept for now"))).toHaveProperty("Ok");
      await node.runtime.advanceTime(6_000);
      await node.settle();
      expect(await validate(page("kept for now"))).toEqual(nothing);
    });

    it("stays when they are one again by then, and goes when they are removed again", async () => {
      await add();
      await stage(named, page("before"));
      await node.runtime.stopCanister(away);
      await remove();
      await node.settle();
      await add();
      await node.runtime.startCanister(away);
      await node.as(named).unstage_app_files();
      await stage(named, page("after"));
      await node.runtime.advanceTime(6_000);
      await node.settle();
      expect(await validate(page("after"))).toHaveProperty("Ok");
      await remove();
      await node.settle();
      expect(await validate(page("after"))).toEqual(nothing);
    });

    it("goes at once when they are removed again while the first removal waits for its next try", async () => {
      await add();
      await node.runtime.stopCanister(away);
      await remove();
      await node.settle();
      await node.runtime.startCanister(away);
      await add();
      await stage(named, page("again"));
      await remove();
      await node.settle();
      expect(await validate(page("again"))).toEqual(nothing);
    });
  });

  it("is forgotten after a month in which nobody has changed it", async () => {
    const app = page("forgotten");
    await node.as(moderator).unstage_app_files();
    await stage(moderator, app.slice(0, 1));
    await node.runtime.advanceTime(MONTH / 2);
    await node.settle();
    await stage(moderator, app.slice(1));
    await node.runtime.advanceTime(MONTH - 3_600_000);
    await node.settle();
    expect(await validate(app)).toHaveProperty("Ok");
    await node.runtime.advanceTime(7_200_000);
    await node.settle();
    expect(await validate(app)).toEqual(nothing);
    expect(await shown()).toBe("second");
  });
});
