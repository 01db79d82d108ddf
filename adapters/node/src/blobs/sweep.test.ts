import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { signUp, startTestServer, type Person, type TestServer } from "../server.test-support.ts";
import type { BlobStore } from "./blobStore.ts";
import { diskBlobStore } from "./diskBlobStore.ts";
import { sweepBlobs } from "./sweep.ts";

/** Uploads through the API of a running node, and what a sweep leaves of their bytes. */

const HOUR = 3_600_000;

let server: TestServer;
let alice: Person;
let blobs: BlobStore;

beforeEach(async () => {
  server = await startTestServer();
  alice = await signUp(server, "alice");
  blobs = await diskBlobStore(join(server.node.config.dataDirectory, "blobs"));
});
afterEach(() => server[Symbol.asyncDispose]());

const picture = async (red: number): Promise<Blob> => {
  const background = { r: red * 80, g: 0, b: 0 };
  const image = sharp({ create: { width: 1_200, height: 900, channels: 3, background } });
  return new Blob([new Uint8Array(await image.png().toBuffer())], { type: "image/png" });
};
const uploaded = z.looseObject({ id: z.string(), url: z.string(), preview_url: z.string() });
async function upload(by: Person, red: number): Promise<z.infer<typeof uploaded>> {
  const form = new FormData();
  form.set("file", await picture(red), "a.png");
  return by.ask(uploaded, "POST", "/api/v2/media", form);
}
const sweep = (now = Date.now() + 2 * HOUR): Promise<number> => sweepBlobs(server.node.store, blobs, now);
const isServed = async (url: string): Promise<boolean> =>
  (await server.fetch(new URL(url).pathname)).status === 200;

describe("a sweep", () => {
  it("takes the bytes of deleted posts, and of no others", async () => {
    const [gone, kept] = [await upload(alice, 1), await upload(alice, 2)];
    const post = await alice.publish({ status: "gone", media_ids: [gone.id] });
    await alice.publish({ status: "kept", media_ids: [kept.id] });
    expect(await sweep()).toBe(0);
    // What is to be written again keeps its media for a day.
    const again = await alice.publish({ status: "gone, too", media_ids: [(await upload(alice, 3)).id] });
    await alice.call("DELETE", `/api/v1/statuses/${again}`);
    expect(await sweep()).toBe(0);
    await alice.call("DELETE", `/api/v1/statuses/${post}?delete_media=true`);
    expect(await sweep()).toBe(2);
    expect(await Promise.all([gone.url, gone.preview_url, kept.url, kept.preview_url].map(isServed))).toEqual(
      [false, false, true, true],
    );
  });

  it("keeps what another post shows as well", async () => {
    const bob = await signUp(server, "bob");
    const [one, other] = [await upload(alice, 1), await upload(bob, 1)];
    expect(one.url).toBe(other.url);
    const post = await alice.publish({ status: "mine", media_ids: [one.id] });
    await bob.publish({ status: "mine, too", media_ids: [other.id] });
    await alice.call("DELETE", `/api/v1/statuses/${post}?delete_media=true`);
    expect(await sweep()).toBe(0);
    expect(await isServed(one.url)).toBe(true);
  });

  it("takes a picture that was replaced", async () => {
    const wear = async (red: number): Promise<string> => {
      const form = new FormData();
      form.set("avatar", await picture(red), "a.png");
      const shape = z.looseObject({ avatar: z.string() });
      return (await alice.ask(shape, "PATCH", "/api/v1/accounts/update_credentials", form)).avatar;
    };
    const before = await wear(1);
    const after = await wear(2);
    expect(await sweep()).toBe(1);
    expect([await isServed(before), await isServed(after)]).toEqual([false, true]);
  });

  it("lets be what came a moment ago, or came again", async () => {
    const key = await blobs.put(new TextEncoder().encode("on its way to a row"));
    expect(await sweep(Date.now())).toBe(0);
    expect(await sweep(Date.now() + HOUR - 60_000)).toBe(0);
    expect(await blobs.delete(key, 0)).toBe(false);
    expect(await sweep()).toBe(1);
    expect(await blobs.stat(key)).toBeUndefined();
  });

  it("goes on to the end, however many there are", async () => {
    for (let n = 0; n < 250; n += 1) await blobs.put(new TextEncoder().encode(`blob ${n}`));
    const { url } = await upload(alice, 1);
    expect(await sweep()).toBe(250);
    expect(await isServed(url)).toBe(true);
  });
});
