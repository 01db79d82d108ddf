/** Where a node with the default settings never connects: CVE-2024-39687, CVE-2026-50131, CVE-2026-22245, CVE-2026-46348, CVE-2026-77632, CVE-2026-62857. */

import { beforeAll, describe, expect, test, vi } from "vitest";
import { patience } from "../support/patience.ts";
import { MasticNode } from "../support/node.ts";
import { tellOnFailure } from "../support/tellOnFailure.ts";
import { waitFor } from "../support/waitFor.ts";
import type { ApiClient } from "../support/apiClient.ts";
import { HostileActor } from "./hostileActor.ts";
import { HostileServer } from "./hostileServer.ts";
import { expectNoDefect, expectRefused } from "./scene.ts";

vi.setConfig(patience);

let node: MasticNode;
let alice: ApiClient;
/** The one private address that the operator allows. */
let allowed: HostileServer;
/** Private, and not allowed. */
let internal: HostileServer;

beforeAll(async () => {
  [node, allowed, internal] = await Promise.all([
    MasticNode.start({
      host: "127.0.0.2",
      environment: { ALLOW_PRIVATE_ADDRESSES: "false", ALLOWED_PRIVATE_RANGES: "127.0.0.20/32" },
    }),
    HostileServer.start("127.0.0.20"),
    HostileServer.start("127.0.0.10"),
  ]);
  alice = await node.signUp("alice");
});
tellOnFailure(() => ({ node: node.log }));

const like = (actor: HostileActor): Record<string, unknown> =>
  actor.activity("Like", { object: `${node.actorUri("alice")}/statuses/1` });
const inbox = (): string => `${node.actorUri("alice")}/inbox`;

test("an allowed range may be reached", async () => {
  const friend = new HostileActor(allowed, "friend");
  expect((await alice.resolveAccount(friend.uri)).uri).toBe(friend.uri);
});

test("an actor at an internal address is not asked for, by a message or by a search", async () => {
  const liar = new HostileActor(internal, "liar");
  await expectRefused(node, () => liar.post(inbox(), like(liar)));
  expect((await alice.search(liar.uri)).accounts).toEqual([]);
  expect((await alice.search(`@liar@${internal.host}`)).accounts).toEqual([]);
  expect(internal.seen).toEqual([]);
});

describe("an actor that names an address that is not on the public Internet is refused", () => {
  const hosts = [
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.10", "169.254.169.254", "172.16.0.1", "192.0.0.1", "192.168.0.1",
    "198.18.0.1", "224.0.0.1", "255.255.255.255", "2130706442", "0x7f.0.0.10", "127.10", "localhost", "[::1]", "[::]",
    "[::ffff:127.0.0.10]", "[64:ff9b::7f00:a]", "[2002:7f00:a::1]", "[2001:0:7f00:a::1]", "[fc00::1]", "[fe80::1]",
  ]; // prettier-ignore
  test.each(hosts)("%s", async (host) => {
    const { port } = new URL(internal.origin);
    const liar = new HostileActor(internal);
    const actor = `http://${host}:${port}/users/${liar.username}`;
    const activity = { ...like(liar), actor, id: `${actor}/likes/1` };
    const { millis } = await expectRefused(node, () =>
      liar.post(inbox(), activity, { keyId: `${actor}#main-key` }),
    );
    expect(millis).toBeLessThan(5_000);
    expect(internal.seen).toEqual([]);
  });

  test.each([
    "data:application/json,{}",
    "file:///etc/passwd",
    "ftp://127.0.0.10/a",
    "gopher://127.0.0.10/a",
    "javascript:1",
  ])("%s", async (actor) => {
    const liar = new HostileActor(internal);
    await expectRefused(node, () =>
      liar.post(inbox(), { ...like(liar), actor, id: actor }, { keyId: actor }),
    );
  });
});

test("a redirect to an internal address is not followed", async () => {
  const liar = new HostileActor(allowed);
  const target = new HostileActor(internal, "target");
  allowed.serve(new URL(liar.uri).pathname, { status: 302, headers: { location: target.uri } });
  await expectRefused(node, () => liar.post(inbox(), like(liar)));
  expect(internal.seen).toEqual([]);
});

test("an inbox at an internal address gets no delivery", async () => {
  const liar = new HostileActor(allowed, "liar");
  liar.serveDocument({
    inbox: `${internal.origin}/admin`,
    endpoints: { sharedInbox: `${internal.origin}/admin` },
  });
  const honest = new HostileActor(allowed, "honest");
  for (const actor of [liar, honest]) {
    const follow = actor.activity("Follow", { object: node.actorUri("alice") });
    await actor.post(inbox(), follow);
  }
  await waitFor("the Accept that may be delivered", () =>
    allowed.requestsFor("/users/honest/inbox").length > 0 ? true : undefined,
  );
  expect(internal.seen).toEqual([]);
});

test("no request was a defect", () => {
  expectNoDefect(node);
});
