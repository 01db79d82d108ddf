import { afterEach, beforeEach, expect, it } from "vitest";
import type { JourneyHost } from "../contract/journeys/host.ts";
import { memoryNodes } from "../contract/journeys/memoryNodes.test-support.ts";
import { page, Stage, type Person } from "../contract/journeys/stage.ts";
import type { User } from "./user.ts";
import { Transcript } from "../contract/journeys/transcript.ts";

let host: JourneyHost<User>;
let stage: Stage<User>;
let alice: Person<User>;
let newAlice: Person<User>;
let bob: Person<User>;
let carol: Person<User>;

beforeEach(async () => {
  host = await memoryNodes();
  stage = new Stage(host, new Transcript([]));
  alice = await stage.person("alice");
  newAlice = await stage.person("al", stage.there);
  bob = await stage.person("bob");
  carol = await stage.person("carol", stage.there);
  await stage.follow(bob, alice);
  await stage.follow(carol, alice);
});
afterEach(() => host.close());

const move = () => alice.user.moveAccount(alice.caller, { account: newAlice.address });

it("goes only where it is expected", async () => {
  await expect(move()).rejects.toMatchObject({ code: "BadArgs", field: "account" });
  await newAlice.user.addAlias(newAlice.caller, { account: alice.address });
  await newAlice.user.removeAlias(newAlice.caller, { actorUri: alice.uri });
  await stage.settle();
  await expect(move()).rejects.toMatchObject({ code: "BadArgs" });
});

it("takes the followers along, near and far", async () => {
  // Her old server knows the new account from before it had the alias.
  await alice.user.muteUser(alice.caller, { account: newAlice.address });
  await newAlice.user.addAlias(newAlice.caller, { account: alice.address });
  const moved = await move();
  expect(moved.movedToUri).toBe(newAlice.uri);
  await expect(move()).rejects.toMatchObject({ code: "RateLimitExceeded" });
  await stage.settle();
  for (const follower of [bob, carol]) {
    expect(await follower.user.getFollowing(page)).toEqual([newAlice.uri]);
  }
  expect([...(await newAlice.user.getFollowers(page))].sort()).toEqual([bob.uri, carol.uri].sort());
  expect((await stage.there.account(alice.uri))?.movedToUri).toBe(newAlice.uri);
});
