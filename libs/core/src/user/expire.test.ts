import { afterEach, beforeEach, expect, it } from "vitest";
import type { JourneyHost } from "../contract/journeys/host.ts";
import { memoryNodes } from "../contract/journeys/memoryNodes.test-support.ts";
import { Stage, type Person } from "../contract/journeys/stage.ts";
import type { User } from "./user.ts";
import { Transcript } from "../contract/journeys/transcript.ts";

const HOUR = 3_600_000;
let host: JourneyHost<User>;
let stage: Stage<User>;
let alice: Person<User>;
let bob: Person<User>;

beforeEach(async () => {
  host = await memoryNodes();
  stage = new Stage(host, new Transcript([]));
  alice = await stage.person("alice");
  bob = await stage.person("bob");
});
afterEach(() => host.close());

const pass = async (millis: number) => {
  await host.advance(millis);
  await stage.settle();
};

it("ends a mute when its time is over, and not before", async () => {
  await stage.follow(alice, bob);
  await bob.user.publishStatus(bob.caller, { content: "Before", visibility: "public" });
  await stage.settle();
  const mute = (durationMillis?: number) =>
    alice.user.muteUser(alice.caller, { account: "bob", durationMillis });
  const texts = async () => (await stage.feed(alice)).map((it) => it.text);
  await mute(HOUR);
  await pass(HOUR / 2);
  expect(await texts()).toEqual([]);
  await mute(HOUR);
  await pass(HOUR * 0.75);
  expect(await texts()).toEqual([]);
  await pass(HOUR / 2);
  expect(await texts()).toEqual(["<p>Before</p>"]);
  await mute();
  await pass(1_000 * HOUR);
  expect(await texts()).toEqual([]);
});

it("removes an upload that no status takes within a day", async () => {
  const upload = { kind: "image", mediaType: "image/png", blob: "a".repeat(64) } as const;
  const taken = await alice.user.attachMedia(alice.caller, upload);
  const left = await alice.user.attachMedia(alice.caller, upload);
  const { id, uri } = await alice.user.publishStatus(alice.caller, {
    content: "Look",
    visibility: "public",
    mediaIds: [taken.id],
  });
  await pass(23 * HOUR);
  const change = { mediaId: left.id, description: "still here" };
  await alice.user.updateMedia(alice.caller, change);
  await pass(2 * HOUR);
  await expect(alice.user.updateMedia(alice.caller, change)).rejects.toMatchObject({ code: "NotFound" });
  const attached = () => alice.user.getStatusMedia(alice.caller, { id });
  expect(await attached()).toMatchObject([{ id: taken.id }]);
  await alice.user.editStatus(alice.caller, { statusUri: uri, mediaIds: [] });
  expect(await attached()).toEqual([]);
  await pass(25 * HOUR);
  await expect(
    alice.user.updateMedia(alice.caller, { mediaId: taken.id, description: "gone" }),
  ).rejects.toMatchObject({ code: "NotFound" });
});

it("lets media wait a day from when their status let them go, whatever woke us before", async () => {
  const upload = { kind: "image", mediaType: "image/png", blob: "a".repeat(64) } as const;
  const { id } = await alice.user.attachMedia(alice.caller, upload);
  const publish = () =>
    alice.user.publishStatus(alice.caller, { content: "Look", visibility: "public", mediaIds: [id] });
  const redraft = async () => {
    const { uri: statusUri } = await publish();
    await alice.user.deleteStatus(alice.caller, { statusUri, keepMedia: true });
  };
  await redraft();
  await pass(20 * HOUR);
  await redraft();
  // The upload's end has come, and that of the first time it was let go.
  await pass(6 * HOUR);
  const { uri: statusUri } = await publish();
  await alice.user.deleteStatus(alice.caller, { statusUri, keepMedia: true });
  await pass(23 * HOUR);
  await alice.user.updateMedia(alice.caller, { mediaId: id, description: "still here" });
  await pass(2 * HOUR);
  await expect(publish()).rejects.toMatchObject({ code: "BadArgs", field: "mediaIds" });
});
