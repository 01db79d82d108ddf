import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpRequest } from "../../src/candid/federation.did.ts";
import { mapInImage } from "../support/stableImage.ts";
import {
  moderator,
  person,
  startCanisterNode,
  type CanisterNode,
  type UserActor,
} from "../support/canisterNode.ts";
import { publish } from "../support/publishing.ts";
import { Principal } from "@icp-sdk/core/principal";

const HOUR_MS = 3_600_000;
const CHUNK = 1_400_000;

describe("files of a home", () => {
  let node: CanisterNode;
  let canister: Principal;
  let home: UserActor;
  beforeAll(async () => {
    node = await startCanisterNode();
    canister = await node.signUp(person("alice"), "alice");
    home = node.user(canister, person("alice"));
  });
  afterAll(() => node.close());

  /** Puts a file into a home, as a post will show it. */
  async function putInto(user: UserActor, file: Uint8Array): Promise<bigint> {
    const sha256 = createHash("sha256").update(file).digest("hex");
    expect(await user.upload_media_chunk({ sha256, index: 0, bytes: file })).toEqual({ Ok: null });
    const attached = await user.attach_media({ sha256, chunks: 1, media_type: "image/png", description: [], blurhash: [], width: [], height: [] }); // prettier-ignore
    if ("Err" in attached) throw new Error(JSON.stringify(attached.Err));
    return attached.Ok.id;
  }

  const upload = (chunks: number, isComplete: boolean) => uploadOf(randomBytes(chunks * CHUNK), isComplete);

  async function uploadOf(file: Uint8Array, isComplete = true) {
    const sha256 = createHash("sha256").update(file).digest("hex");
    const chunks = Math.ceil(file.length / CHUNK);
    for (let index = 0; index < chunks; index += 1) {
      const bytes = file.subarray(index * CHUNK, (index + 1) * CHUNK);
      expect(await home.upload_media_chunk({ sha256, index, bytes })).toEqual({ Ok: null });
    }
    if (!isComplete) return 0n;
    const attached = await home.attach_media({
      sha256,
      chunks,
      media_type: "image/png",
      description: [],
      blurhash: [],
      width: [],
      height: [],
    });
    if ("Err" in attached) throw new Error(JSON.stringify(attached.Err));
    return attached.Ok.id;
  }
  /** Bytes of all that the home keeps. */
  async function kept(): Promise<number> {
    const map = mapInImage(await node.runtime.getStableMemory(canister));
    return [...map.values()].reduce((sum, value) => sum + value.length, 0);
  }
  const asked = (sha256: string): HttpRequest => ({
    method: "GET",
    url: `/media/${sha256}`,
    headers: [["host", "here.example"]],
    body: new Uint8Array(),
    certificate_version: [2],
  });
  async function served(sha256: string): Promise<number> {
    const { status_code } = await node.federation(Principal.anonymous()).http_request_update(asked(sha256));
    return status_code;
  }
  /** Whether there is a certified copy. */
  async function isCertified(sha256: string): Promise<boolean> {
    const { upgrade } = await node.federation(Principal.anonymous()).http_request(asked(sha256));
    return upgrade[0] !== true;
  }
  async function hours(count: number): Promise<void> {
    for (let hour = 0; hour < count; hour += 1) {
      await node.runtime.advanceTime(HOUR_MS);
      await node.settle();
    }
  }

  it("stay as long as something shows them, and no longer", { timeout: 60_000 }, async () => {
    const shown = await upload(1, true);
    const published = await publish(home, "With a picture", { media_ids: [BigUint64Array.of(shown)] });
    // One that no post takes, and one of which a part is missing.
    await upload(1, true);
    await upload(2, false);
    expect(await kept()).toBeGreaterThan(4 * CHUNK);
    await hours(23);
    expect(await kept()).toBeGreaterThan(4 * CHUNK);
    await hours(26);
    const left = await kept();
    expect(left).toBeGreaterThan(CHUNK);
    expect(left).toBeLessThan(2 * CHUNK);
    expect(await home.get_media({ id: shown, chunk: [] })).toHaveProperty("Ok");

    expect(await home.delete_status({ status_uri: published.uri })).toEqual({ Ok: null });
    await hours(25);
    expect(await kept()).toBeLessThan(CHUNK);
  });

  it("are given out no more once the last status with them is deleted", async () => {
    const file = randomBytes(1_000);
    const sha256 = createHash("sha256").update(file).digest("hex");
    const post = async () =>
      publish(home, "A picture", { media_ids: [BigUint64Array.of(await uploadOf(file))] });
    const [first, second] = [await post(), await post()];
    await node.settle();
    expect([await served(sha256), await isCertified(sha256)]).toEqual([200, true]);
    expect(await home.delete_status({ status_uri: first.uri })).toEqual({ Ok: null });
    await node.settle();
    expect([await served(sha256), await isCertified(sha256)]).toEqual([200, true]);
    expect(await home.delete_status({ status_uri: second.uri })).toEqual({ Ok: null });
    expect(await served(sha256)).toBe(404);
    await node.settle();
    expect(await isCertified(sha256)).toBe(false);
    // Its bytes are there until the sweep: posted again, it is shown again.
    await post();
    await node.settle();
    expect(await served(sha256)).toBe(200);
  });

  it(
    "are found in the home that shows them, whoever else had them, is suspended or stands still",
    { timeout: 60_000 },
    async () => {
      const file = randomBytes(1_000);
      const sha256 = createHash("sha256").update(file).digest("hex");
      const post = async (user: UserActor) =>
        publish(user, "The same picture", { media_ids: [BigUint64Array.of(await putInto(user, file))] });
      // Five as well as one: as many as are asked.
      const names = ["bob", "carol", "dave", "erin", "frank", "grace"];
      const canisters: Principal[] = [];
      for (const name of names) canisters.push(await node.signUp(person(name), name));
      const users = canisters.map((it, i) => node.user(it, person(names[i] ?? "")));
      const last = users.pop();
      const [bob, carol] = users;
      if (last === undefined || bob === undefined || carol === undefined) throw new Error("There are six.");
      for (const user of users) {
        const { uri } = await post(user);
        await node.settle();
        expect(await user.delete_status({ status_uri: uri })).toEqual({ Ok: null });
        await node.settle();
      }
      await post(last);
      await node.settle();
      expect(await served(sha256)).toBe(200);

      await post(bob);
      const { uri } = await post(carol);
      await node.settle();
      const [canisterId = canister] = canisters;
      const sender = node.directoryId;
      await node.runtime.stopCanister({ canisterId, sender });
      expect(await node.as(moderator).suspend({ principal: person("carol") })).toEqual({ Ok: null });
      await node.settle();
      // Not from a certified copy.
      expect(await served(sha256)).toBe(200);
      await node.runtime.startCanister({ canisterId, sender });
      expect(await node.as(moderator).unsuspend({ principal: person("carol") })).toEqual({ Ok: null });
      await node.settle();
      expect(await carol.delete_status({ status_uri: uri })).toEqual({ Ok: null });
      await node.settle();
      expect(await served(sha256)).toBe(200);
    },
  );

  it("are neither shown nor taken while their owner is suspended", async () => {
    const picture = randomBytes(1_000);
    const shown = createHash("sha256").update(picture).digest("hex");
    await publish(home, "A picture", { media_ids: [BigUint64Array.of(await putInto(home, picture))] });
    await node.settle();
    expect([await served(shown), await isCertified(shown)]).toEqual([200, true]);
    const before = randomBytes(1_000);
    const sha256 = createHash("sha256").update(before).digest("hex");
    expect(await home.upload_media_chunk({ sha256, index: 0, bytes: before })).toEqual({ Ok: null });
    expect(await node.as(moderator).suspend({ principal: person("alice") })).toEqual({ Ok: null });
    await node.settle();
    expect([await isCertified(shown), await served(shown)]).toEqual([false, 404]);
    const size = await kept();
    const refused = { Err: { Unauthorized: null } };
    const late = { sha256: createHash("sha256").update("late").digest("hex"), index: 0 };
    expect(await home.upload_media_chunk({ ...late, bytes: randomBytes(100_000) })).toEqual(refused);
    const attached = await home.attach_media({
      sha256,
      chunks: 1,
      media_type: "image/png",
      description: [],
      blurhash: [],
      width: [],
      height: [],
    });
    expect(attached).toEqual(refused);
    expect(await kept()).toBeLessThan(size + 10_000);
    expect(await node.as(moderator).unsuspend({ principal: person("alice") })).toEqual({ Ok: null });
    await node.settle();
    expect(await served(sha256)).toBe(404);
  });

  it("are deleted so many in a message, however many there are", { timeout: 60_000 }, async () => {
    await upload(20, false);
    await node.runtime.takeExecutions();
    await hours(26);
    expect(await kept()).toBeLessThan(CHUNK);
    const ran = (await node.runtime.takeExecutions()).map((it) => Number(it.instructions));
    expect(Math.max(...ran)).toBeLessThan(2e9);
  });
});
