/** Signatures that are absent, partial, unbound, old, repeated, or for somebody else: CVE-2026-28432, CVE-2023-49079, GHSA-q9f8-5hc7-898f, CVE-2025-54888. */

import { createHash, sign } from "node:crypto";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { patience } from "../support/patience.ts";
import { tellOnFailure } from "../support/tellOnFailure.ts";
import { digestOf, HostileActor, send, type Lies } from "./hostileActor.ts";
import { HostileServer } from "./hostileServer.ts";
import { expectNoDefect, expectNoTrace, expectRefused, startScene, type Scene } from "./scene.ts";

vi.setConfig(patience);

let scene: Scene;
let liar: HostileActor;
beforeAll(async () => {
  scene = await startScene();
  liar = new HostileActor(scene.server, "liar");
});
tellOnFailure(() => ({ node: scene.node.log }));

const HOUR = 3_600_000;
const like = (actor: HostileActor) => actor.activity("Like", { object: scene.post.uri });

test("what is signed as it must be is taken, so that what follows fails for its lie alone", async () => {
  expect(await scene.friend.post(scene.inbox, like(scene.friend))).toMatchObject({ status: 202 });
  await scene.alice.seesStatus("the like", scene.post.id, (it) => it.favourites_count === 1);
});

const lies: Record<string, () => Lies> = {
  "no signature at all": () => ({ headers: { signature: undefined } }),
  "an empty signature": () => ({ headers: { signature: "" } }),
  "a signature header of noise": () => ({ headers: { signature: `keyId="${"x".repeat(9_000)}` } }),
  "a signature of another key": () => ({
    privateKey: new HostileActor(scene.server, "other").privateKey,
  }),
  "a body that the digest does not match": () => ({ signedBody: "{}" }),
  "a digest that is not covered": () => ({ covers: ["(request-target)", "host", "date"] }),
  "a digest that is not there": () => ({
    covers: ["(request-target)", "host", "date"],
    headers: { digest: undefined },
  }),
  "a digest by an algorithm that nobody should use": () => ({
    headers: { digest: "MD5=1B2M2Y8AsgTpgAmY7PhCfg==" },
    covers: ["(request-target)", "host", "date"],
  }),
  "a request target that is not covered": () => ({ covers: ["host", "date", "digest"] }),
  "a host that is not covered": () => ({ covers: ["(request-target)", "date", "digest"] }),
  "no date that is covered": () => ({ covers: ["(request-target)", "host", "digest"] }),
  "only one header covered": () => ({ covers: ["date"] }),
  "a signature for another path": () => ({ signedPath: "/users/somebody/inbox" }),
  "a signature for another host": () => ({ signedHost: "social.example" }),
  "a request that names another host": () => ({
    signedHost: "social.example",
    headers: { host: "social.example" },
  }),
  "a date 13 hours ago": () => ({ date: new Date(Date.now() - 13 * HOUR) }),
  "a date 13 hours from now": () => ({ date: new Date(Date.now() + 13 * HOUR) }),
  "a key of another actor of the same server": () => ({
    keyId: scene.friend.keyId,
    privateKey: scene.friend.privateKey,
  }),
  "a key that is none of the actor's document": () => ({ keyId: `${liar.uri}#other-key` }),
  "a key at no URL": () => ({ keyId: "data:application/json,{}" }),
};

describe.each(Object.keys(lies))("%s", (name) => {
  test.each(["inbox", "sharedInbox"] as const)("is refused at the %s", async (box) => {
    const outcome = await expectRefused(scene.node, () =>
      liar.post(scene[box], like(liar), lies[name]?.() ?? {}),
    );
    expect(outcome.status).toBe(401);
  });
});

test("a key document that claims an owner whose own document does not list it is refused", async () => {
  const elsewhere = await HostileServer.start("127.0.0.21");
  const victim = new HostileActor(elsewhere, "victim");
  const keyId = `${scene.server.origin}/keys/1`;
  scene.server.serve("/keys/1", {
    body: {
      "@context": "https://w3id.org/security/v1",
      id: keyId,
      type: "Key",
      owner: victim.uri,
      publicKeyPem: liar.publicKeyPem,
    },
  });
  await expectRefused(scene.node, () =>
    liar.post(scene.inbox, { ...like(victim), actor: victim.uri }, { keyId }),
  );
});

test("a key on the actor's own host, but in a document of its own that the actor does not list, is refused", async () => {
  const keyId = `${scene.server.origin}/keys/2`;
  const publicKey = { id: keyId, owner: scene.friend.uri, publicKeyPem: liar.publicKeyPem };
  scene.server.serve("/keys/2", { body: { "@context": "https://w3id.org/security/v1", ...publicKey } });
  await expectRefused(scene.node, () =>
    liar.post(scene.inbox, { ...like(scene.friend), actor: scene.friend.uri }, { keyId }),
  );
});

test("the same request again does not act again, not even as another activity's reply", async () => {
  const activity = like(scene.friend);
  const body = JSON.stringify(activity);
  const headers = scene.friend.signedHeaders("POST", scene.inbox, body, {});
  await send("POST", scene.inbox, body, headers);
  await expectNoTrace(scene.node, async () => {
    const again = await send("POST", scene.inbox, body, headers);
    expect(again.status).toBeLessThan(500);
  });
  expect((await scene.alice.status(scene.post.id)).favourites_count).toBe(1);
});

test("a signature for one body does not carry another", async () => {
  const activity = like(liar);
  const headers = liar.signedHeaders("POST", scene.inbox, JSON.stringify(activity), {});
  const other = JSON.stringify({ ...activity, type: "Announce" });
  await expectRefused(scene.node, () => send("POST", scene.inbox, other, headers));
  await expectRefused(scene.node, () =>
    send("POST", scene.inbox, other, { ...headers, digest: digestOf(other) }),
  );
});

describe("a message signature (RFC 9421)", () => {
  /** By node:crypto over the signature base of section 2.5, for a request with this body. */
  const signed = (covered: readonly string[], body: string): Record<string, string> => {
    const digest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
    const values: Readonly<Record<string, string>> = {
      "@method": "POST",
      "@target-uri": scene.inbox,
      "content-digest": digest,
    };
    const names = covered.map((name) => `"${name}"`).join(" ");
    const created = Math.floor(Date.now() / 1000);
    const parameters = `(${names});created=${created};keyid="${liar.keyId}";alg="rsa-v1_5-sha256"`;
    const base = covered.map((name) => `"${name}": ${values[name] ?? ""}\n`).join("");
    const text = `${base}"@signature-params": ${parameters}`;
    const signature = sign("sha256", Buffer.from(text), liar.privateKey).toString("base64");
    return {
      "content-type": "application/activity+json",
      "content-digest": digest,
      "signature-input": `sig1=${parameters}`,
      signature: `sig1=:${signature}:`,
    };
  };

  test("that covers the body is taken", async () => {
    const body = JSON.stringify(like(liar));
    const headers = signed(["@method", "@target-uri", "content-digest"], body);
    expect(await send("POST", scene.inbox, body, headers)).toMatchObject({ status: 202 });
  });

  test("that does not cover the body is refused", async () => {
    const body = JSON.stringify(like(liar));
    const headers = signed(["@method", "@target-uri"], body);
    await expectRefused(scene.node, () => send("POST", scene.inbox, body, headers), [401]);
  });

  test("that covers another body is refused", async () => {
    const headers = signed(["@method", "@target-uri", "content-digest"], "{}");
    const body = JSON.stringify(like(liar));
    await expectRefused(scene.node, () => send("POST", scene.inbox, body, headers), [401]);
  });
});

test("a signed GET with a signature that does not hold is refused; private posts stay private", async () => {
  const secret = await scene.alice.publish({ status: "for followers", visibility: "private" });
  const outcome = await liar.get(secret.uri, { privateKey: scene.friend.privateKey });
  expect([401, 404]).toContain(outcome.status);
  expect((await liar.get(secret.uri)).status).toBe(404);
  expect((await scene.friend.get(secret.uri)).status).toBe(404);
});

test("no request was a defect", () => {
  expectNoDefect(scene.node);
});
