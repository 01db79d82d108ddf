/** The web app at the gateway: certified, compressed, at its addresses and nowhere else. */

import { serve, type ServedReplica } from "@mastic/canister-runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moduleFile } from "../../build/canisters.ts";
import type { AppFile } from "../../src/candid/federation.did.ts";
import * as federationBindings from "../../src/candid/federation.did.ts";
import {
  installArgument,
  operator,
  person,
  startCanisterNode,
  type CanisterNode,
} from "../support/canisterNode.ts";
import { gzipSync } from "node:zlib";

const HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
const MARK = "mastic_app=1";
const PAGE = '<div id="root"></div>';
const POLICY = "default-src 'none'; script-src 'self'";
const GUEST_POLICY = `${POLICY}; connect-src 'self' https:`;
const SCRIPT = "console.log('the app')".repeat(100);

const file = (path: string, text: string, type: string): AppFile => ({
  path,
  headers: [
    ["content-type", type],
    ["content-encoding", "gzip"],
    ["cache-control", path.endsWith("*") ? "no-cache" : "public, max-age=31536000, immutable"],
    ["content-security-policy", path === "/elsewhere/*" ? GUEST_POLICY : POLICY],
  ],
  body: gzipSync(text),
});

describe("the web app of a node of canisters", () => {
  let node: CanisterNode;
  let served: ServedReplica;
  beforeAll(async () => {
    node = await startCanisterNode();
    served = await serve(node.runtime, { clock: "still", domains: { "127.0.0.1": node.federationId } });
    await node.signUp(person("alice"), "alice");
  });
  afterAll(async () => {
    await served.close();
    await node.close();
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(served.url + path, { headers: { accept: HTML, ...headers }, redirect: "manual" });
  const isApp = async (path: string, headers: Record<string, string> = {}) =>
    (await (await get(path, headers)).text()) === PAGE;

  it("is not there before it was deployed, and nobody is led to it", async () => {
    expect((await get("/home")).status).toBe(404);
    expect(await (await get("/")).text()).not.toContain("/sign-in");
  });

  it("is deployed by controllers alone", async () => {
    const files = [
      file("/app/index-Q_Ho_lyu.js", SCRIPT, "text/javascript"),
      file("/app/old-Q_Ho_lyu.js", "old", "text/javascript"),
      file("/elsewhere/*", PAGE, "text/html; charset=utf-8"),
      file("*", PAGE, "text/html; charset=utf-8"),
    ];
    await expect(node.federation(person("alice")).put_app_files(files)).rejects.toMatchObject({
      code: "not_accepted",
    });
    const controller = node.federation(operator);
    expect(await controller.put_app_files(files)).toEqual({ Ok: null });
    expect(await controller.put_app_files([file("/actor", "x", "text/html")])).toMatchObject({ Err: { BadArgs: "Nothing goes to /actor." } }); // prettier-ignore
    const broken = {
      ...file("*", PAGE, "text/html"),
      headers: [["x", "a\r\nset-cookie: b"]],
    } satisfies object;
    expect(await controller.put_app_files([broken as AppFile])).toHaveProperty("Err");
    expect((await get("/app/old-Q_Ho_lyu.js")).status).toBe(200);
    expect(await controller.retain_app_files(files.flatMap(({ path }) => (path.includes("old") ? [] : [path])))).toEqual({ Ok: null }); // prettier-ignore
    expect((await get("/app/old-Q_Ho_lyu.js")).status).toBe(404);
  });

  it.each(["/home", "/public/local", "/search?q=a%20b", "/sign-in", "/tags/cats", "/@bob@far.example/12", "/@alice/media", "/elsewhere", "/elsewhere/far.example/home"])(
    "shows its page to everybody at %s",
    async (path) => expect(await isApp(path)).toBe(true),
  ); // prettier-ignore

  it.each(["/", "/@alice", "/@alice/123"])(
    "shows it at %s to browsers that have it; to all others a page or a document",
    async (path) => {
      expect(await isApp(path, { cookie: `other=2; ${MARK}` })).toBe(true);
      expect(await isApp(path)).toBe(false);
      expect(await isApp(path, { cookie: MARK, accept: "application/activity+json" })).toBe(false);
    },
  );

  it("leaves all other addresses what they are", async () => {
    for (const path of [
      "/app/nothing.js",
      "/nothing.txt",
      "/media/none",
      "/.well-known/nothing",
      "/avatar.png",
    ])
      expect(await isApp(path, { cookie: MARK }), path).toBe(false);
    expect(await (await get("/")).text()).toContain('href="/sign-in"');
  });

  /** By queries alone: nobody waits for consensus, and the gateway verifies what one replica says. */
  async function expectCertified(): Promise<void> {
    await node.runtime.takeExecutions();
    const guest = ["/elsewhere", "/elsewhere/", "/elsewhere/far.example/@bob/12", "/elsewhere/*"];
    for (const path of [
      "/home",
      "/app/index-Q_Ho_lyu.js",
      "/@nobody/at/all",
      "/app-settings",
      "/elsewhere-not",
      ...guest,
    ]) {
      const answer = await get(path, { cookie: MARK });
      expect([path, answer.status], answer.status === 200 ? "" : await answer.clone().text()).toEqual([
        path,
        200,
      ]);
      expect(answer.headers.get("ic-certificate"), path).toContain("version=2");
      expect(answer.headers.get("content-encoding")).toBe("gzip");
      const policy = guest.includes(path) ? GUEST_POLICY : POLICY;
      expect(answer.headers.get("content-security-policy"), path).toBe(policy);
      const isScript = path.endsWith(".js");
      expect(answer.headers.get("cache-control")).toContain(isScript ? "immutable" : "no-cache");
      expect(await answer.text()).toBe(isScript ? SCRIPT : PAGE);
    }
    const entries = (await node.runtime.takeExecutions()).map(({ entry }) => entry);
    expect(entries.filter((entry) => entry.includes("update"))).toEqual([]);
  }

  it("comes certified, with its headers, whatever else is certified beside it", async () => {
    await expectCertified();
    for (const path of ["/nodeinfo/2.0", "/.well-known/nodeinfo", "/avatar.png"]) {
      expect((await get(path, { accept: "*/*" })).status).toBe(200);
      expect((await get(path, { accept: "*/*" })).headers.get("ic-certificate")).not.toBeNull();
    }
    await expectCertified();
  });

  it("is there again after an upgrade of the canister", async () => {
    await node.runtime.upgradeCanister({
      canisterId: node.federationId,
      sender: operator,
      wasm: moduleFile("federation"),
      arg: installArgument(federationBindings, { Upgrade: {} }),
    });
    await node.settle();
    await expectCertified();
  });

  it("answers HEAD, and updates where a query cannot", async () => {
    for (const [path, policy] of [
      ["/home", POLICY],
      ["/elsewhere/far.example/home", GUEST_POLICY],
    ] as const) {
      const head = await fetch(served.url + path, { method: "HEAD", headers: { accept: HTML } });
      expect([head.status, head.headers.get("content-security-policy")]).toEqual([200, policy]);
    }
  });
});
