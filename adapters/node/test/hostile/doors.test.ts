/** The other doors: the API without a token (CVE-2026-28431), forwarded hosts (fedify PR 712), and uploads (CVE-2023-36460, GHSA-jhrq-qvrm-qr36). */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { ApiClient } from "../support/apiClient.ts";
import { patience } from "../support/patience.ts";
import { MasticNode } from "../support/node.ts";
import { tellOnFailure } from "../support/tellOnFailure.ts";
import { send } from "./hostileActor.ts";
import { expectNoDefect, expectRefused } from "./scene.ts";

vi.setConfig(patience);

let node: MasticNode;
let alice: ApiClient;
beforeAll(async () => {
  node = await MasticNode.start({ host: "127.0.0.2" });
  alice = await node.signUp("alice");
});
tellOnFailure(() => ({ node: node.log }));

describe("without a token, and with a wrong one", () => {
  const calls = [
    ["POST", "/api/v1/statuses"], ["PUT", "/api/v1/statuses/1"], ["DELETE", "/api/v1/statuses/1"],
    ["POST", "/api/v1/statuses/1/favourite"], ["POST", "/api/v1/statuses/1/reblog"],
    ["POST", "/api/v1/statuses/1/bookmark"], ["POST", "/api/v1/statuses/1/pin"],
    ["GET", "/api/v1/statuses/1/source"], ["POST", "/api/v1/accounts/1/follow"], ["POST", "/api/v1/accounts/1/block"],
    ["POST", "/api/v1/accounts/1/mute"], ["GET", "/api/v1/accounts/relationships?id[]=1"],
    ["GET", "/api/v1/accounts/verify_credentials"], ["PATCH", "/api/v1/accounts/update_credentials"],
    ["GET", "/api/v1/timelines/home"], ["GET", "/api/v1/notifications"], ["POST", "/api/v1/notifications/clear"],
    ["GET", "/api/v1/favourites"], ["GET", "/api/v1/bookmarks"], ["GET", "/api/v1/blocks"], ["GET", "/api/v1/mutes"],
    ["GET", "/api/v1/follow_requests"], ["POST", "/api/v1/follow_requests/1/authorize"], ["GET", "/api/v1/preferences"],
    ["GET", "/api/v1/markers"], ["POST", "/api/v1/markers"], ["POST", "/api/v1/media"], ["POST", "/api/v2/media"],
    ["GET", "/api/v1/streaming/user"], ["POST", "/api/v1/accounts"], ["GET", "/api/v1/apps/verify_credentials"],
  ] as const; // prettier-ignore

  test.each(calls)("%s %s is refused", async (method, path) => {
    for (const authorization of [undefined, "Bearer wrong", "Basic YTpi", "Bearer "]) {
      const { status } = await expectRefused(
        node,
        () =>
          send(method, node.origin + path, method === "GET" ? undefined : "{}", {
            "content-type": "application/json",
            ...(authorization === undefined ? {} : { authorization }),
          }),
        [401],
      );
      expect(status).toBe(401);
    }
  });

  test("a token does no more than it was granted", async () => {
    const reader = await node.signIn("alice", "read");
    expect((await reader.me()).username).toBe("alice");
    const draft = { status: "by whoever may only read" };
    expect(await reader.call("POST", "/api/v1/statuses", draft)).toMatchObject({ status: 403 });
    const profile = { display_name: "by whoever may only read" };
    expect(await reader.call("PATCH", "/api/v1/accounts/update_credentials", profile)).toMatchObject({
      status: 403,
    });
    const { id } = await alice.me();
    expect(await alice.accountStatuses(id)).toEqual([]);
    // The same with a token for it is taken, so that it was the scope that was missing.
    const { id: taken } = await alice.publish(draft);
    await alice.delete(taken);
  });

  test("a token is not granted more than its application may ask for", async () => {
    const app = await alice.call("POST", "/api/v1/apps", {
      client_name: "reader",
      redirect_uris: "urn:ietf:wg:oauth:2.0:oob",
      scopes: "read",
    });
    const { client_id, client_secret } = app.body as Record<string, string>;
    const ask = (scope: string) =>
      alice.call("POST", "/oauth/token", {
        grant_type: "client_credentials",
        client_id,
        client_secret,
        scope,
      });
    expect(await ask("read write")).toMatchObject({ status: 400, body: { error: "invalid_scope" } });
    expect(await ask("read")).toMatchObject({ status: 200, body: { scope: "read" } });
  });
});

test("ids are of the configured origin, whatever a request says", async () => {
  const headers = {
    accept: "application/activity+json",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    forwarded: "host=evil.example",
    host: "evil.example",
  };
  for (const path of [
    "/users/alice",
    "/users/alice/outbox?page=true",
    "/api/v1/accounts/lookup?acct=alice",
    "/api/v2/instance",
  ]) {
    const { body } = await send("GET", node.origin + path, undefined, headers);
    expect(body, path).not.toContain("evil.example");
  }
  expect((await send("GET", node.actorUri("alice"), undefined, headers)).body).toContain(
    node.actorUri("alice"),
  );
});

describe("uploads", () => {
  const upload = (bytes: string | Buffer<ArrayBuffer>, name: string, type: string) => {
    const form = new FormData();
    form.set("file", new Blob([bytes], { type }), name);
    return alice.call("POST", "/api/v2/media", form);
  };
  const pixel = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );

  test.each([
    [
      "an actor document",
      `{"@context":"https://www.w3.org/ns/activitystreams","type":"Person"}`,
      "actor.json",
      "application/activity+json",
    ],
    ["an actor document as an image", `{"type":"Person"}`, "actor.png", "image/png"],
    ["a page", "<!doctype html><script>alert(1)</script>", "page.html", "text/html"],
    ["a page as an image", "<!doctype html><script>alert(1)</script>", "page.jpg", "image/jpeg"],
    [
      "a drawing with a script",
      `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
      "a.svg",
      "image/svg+xml",
    ],
    [
      "commands for an image converter",
      "push graphic-context\nimage over 0,0 0,0 'msl:/etc/passwd'\npop graphic-context",
      "a.mvg",
      "image/png",
    ],
    ["a part of an image", pixel.subarray(0, 40), "a.png", "image/png"],
  ])("%s is refused", async (_what, bytes, name, type) => {
    const { status } = await upload(bytes, name, type);
    expect(status).toBe(422);
  });

  test("an image is kept under no name from outside, and served as nothing but an image", async () => {
    const { status, body } = await upload(pixel, "../../../../evil.html", "text/html");
    expect(status).toBe(200);
    const names = readdirSync(join(node.dataDir), { recursive: true }).map(String);
    expect(names.filter((name) => name.includes("evil"))).toEqual([]);
    const { url } = body as { url: string };
    const served = await fetch(url, { headers: { accept: "application/activity+json" } });
    expect(served.headers.get("content-type")).toMatch(/^image\//);
    expect(served.headers.get("x-content-type-options")).toBe("nosniff");
    expect(served.headers.get("content-security-policy")).toContain("sandbox");
  });

  test("nothing outside the blobs comes out of the media door", async () => {
    for (const path of [
      "/media/../mastic.sqlite",
      "/media/..%2fmastic.sqlite",
      "/media/%2e%2e/mastic.sqlite",
      "/media/x",
      "/assets/../package.json",
    ]) {
      const { status } = await send("GET", node.origin + path, undefined, {});
      expect(status, path).toBe(404);
    }
  });
});

test("no request was a defect", () => {
  expectNoDefect(node);
});
