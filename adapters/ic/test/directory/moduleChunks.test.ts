import { Principal } from "@icp-sdk/core/principal";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moduleFile } from "../../build/canisters.ts";
import type { SetUserModuleArgs } from "../../src/candid/directory.did.ts";
import type { _SERVICE as Management } from "../../src/candid/management.did.ts";
import * as managementBindings from "../../src/candid/management.did.ts";
import { callsTo, installCaller } from "../support/callFrom.ts";
import {
  moderator,
  operator,
  person,
  startCanisterNode,
  uploadChunks,
  type CanisterNode,
} from "../support/canisterNode.ts";

const ROOM = 100;
const minutes = 60_000;
const hashOf = (...chunk: number[]) => createHash("sha256").update(Uint8Array.from(chunk)).digest();
const hex = (hash: ArrayLike<number>) => Buffer.from(Uint8Array.from(hash)).toString("hex");

describe("chunks of the User module", { timeout: 120_000 }, () => {
  let node: CanisterNode;
  /** Of the module that new User canisters get. */
  let named: SetUserModuleArgs;
  /** Chunks behind the back of the Directory, as a controller has them. */
  let chunkStore: {
    stored(): Promise<string[]>;
    add(...chunk: number[]): Promise<unknown>;
    clear(): Promise<unknown>;
  };

  const upload = async (caller: Principal, ...chunk: number[]) => {
    // Which came last is known by the clock.
    await node.runtime.advanceTime(1);
    return node.as(caller).upload_user_module_chunk(Uint8Array.from(chunk));
  };
  const uploadUser = async () => uploadChunks(node.as(operator), await readFile(moduleFile("user")));
  const taken = (...chunk: number[]) => ({ Ok: new Uint8Array(hashOf(...chunk)) });
  const fill = async (room: number, mark: number) => {
    for (let n = (await chunkStore.stored()).length; n < room; n += 1) await chunkStore.add(n, mark);
  };
  const lacking = async () => {
    const stored = await chunkStore.stored();
    return named.chunk_hashes.map(hex).filter((hash) => !stored.includes(hash));
  };
  /** Signs somebody up, whose home may need a second try. */
  async function makeHome(handle: string): Promise<void> {
    expect(await node.as(person(handle)).sign_up(handle)).toEqual({ Ok: null });
    await node.settle();
    await node.runtime.advanceTime(11 * minutes);
    await node.settle();
    expect(await node.as(person(handle)).whoami()).toMatchObject({
      Ok: { canister_status: { Active: null } },
    });
  }

  beforeAll(async () => {
    node = await startCanisterNode();
    const [module] = await node.directory.get_user_module();
    if (module === undefined) throw new Error("There is no module.");
    named = module;
    const { runtime, directoryId } = node;
    const controller = await installCaller(runtime);
    await runtime.updateCanisterSettings({
      canisterId: directoryId,
      sender: operator,
      controllers: [operator, controller],
    });
    const call = callsTo<Management>(runtime, managementBindings, Principal.managementCanister());
    const canister_id = directoryId;
    chunkStore = {
      stored: async () =>
        (await call(controller, "stored_chunks", { canister_id })).map(({ hash }) => hex(hash)),
      add: (...chunk) => call(controller, "upload_chunk", { canister_id, chunk: Uint8Array.from(chunk) }),
      clear: () => call(controller, "clear_chunk_store", { canister_id }),
    };
  });
  afterAll(() => node.close());

  it("are taken however many there were, and those of the module in use stay", async () => {
    for (let n = 0; n < 105; n += 1) expect(await upload(moderator, n, 7)).toHaveProperty("Ok");
    // The one that came last is still there, the first has gone.
    const last = await upload(moderator, 104, 7);
    const module = await uploadUser();
    expect(module.chunk_hashes.map(hex)).toEqual(named.chunk_hashes.map(hex));
    if (!("Ok" in last)) throw new Error(JSON.stringify(last.Err));
    const hash = Uint8Array.from(last.Ok);
    await node.signUp(person("late"), "late");
    expect(await node.as(operator).set_user_module({ module_hash: hash, chunk_hashes: [hash] })).toEqual({
      Ok: null,
    });
    expect(await node.as(operator).set_user_module(named)).toEqual({ Ok: null });
  });

  it("are refused when they are of no size that a chunk may have", async () => {
    const refused = { Err: { Rejected: "A chunk has 1 to 1048576 bytes." } };
    const before = await chunkStore.stored();
    expect(await upload(moderator)).toEqual(refused);
    expect(await node.as(operator).upload_user_module_chunk(new Uint8Array(1_048_577))).toEqual(refused);
    expect(await chunkStore.stored()).toEqual(before);
    expect(await node.as(operator).upload_user_module_chunk(new Uint8Array(1_048_576))).toHaveProperty("Ok");
  });

  it("are one when they are the same, uploaded one after the other or at once", async () => {
    const before = await chunkStore.stored();
    for (let time = 0; time < 2; time += 1) expect(await upload(moderator, 1, 2, 3)).toEqual(taken(1, 2, 3));
    const both = [upload(moderator, 3, 2, 1), upload(operator, 3, 2, 1)];
    expect(await Promise.all(both)).toEqual([taken(3, 2, 1), taken(3, 2, 1)]);
    expect((await chunkStore.stored()).toSorted()).toEqual(
      [...before, hex(hashOf(1, 2, 3)), hex(hashOf(3, 2, 1))].toSorted(),
    );
  });

  it("are no module under another hash, nor in numbers that a module has not", async () => {
    const hash = hashOf(1, 2, 3);
    const name = (module_hash: Uint8Array, ...chunk_hashes: Uint8Array[]) =>
      node.as(operator).set_user_module({ module_hash, chunk_hashes });
    const unsound = { Err: { Rejected: "Hashes are of 32 bytes, and a module has 1 to 100 chunks." } };
    expect(await name(hash.subarray(1), hash)).toEqual(unsound);
    expect(await name(hash, hash.subarray(1))).toEqual(unsound);
    expect(await name(hash)).toEqual(unsound);
    expect(await name(hash, ...Array.from({ length: 101 }, () => hash))).toEqual(unsound);
    expect(await name(hashOf(3, 2, 1), hash)).toEqual({
      Err: { Rejected: "A module of one chunk has the hash of that chunk." },
    });
    expect(await node.directory.get_user_module()).toEqual([named]);
  });

  it("wait, while homes are upgraded, until there is room", async () => {
    await fill(ROOM, 8);
    expect(await node.as(operator).upgrade_user_canisters(named)).toEqual({ Ok: null });
    expect(await upload(moderator, 4, 8, 8)).toEqual({ Err: { UpgradeInProgress: null } });
    // One that is there needs none.
    expect(await upload(moderator, 99, 8)).toEqual(taken(99, 8));
    expect(await chunkStore.stored()).toHaveLength(ROOM);
    await node.settle();
    await node.settle();
    expect(await node.directory.get_upgrade_status()).toMatchObject({
      in_progress: false,
      permanently_failed: 0n,
    });
    expect(await upload(moderator, 4, 8, 8)).toEqual(taken(4, 8, 8));
  });

  it("that come to a full store at once are all taken", async () => {
    await fill(ROOM, 9);
    const three = [[1, 9, 9], [2, 9, 9], [3, 9, 9]]; // prettier-ignore
    expect(await Promise.all(three.map((chunk) => upload(moderator, ...chunk)))).toEqual(
      three.map((chunk) => taken(...chunk)),
    );
    const stored = await chunkStore.stored();
    for (const chunk of three) expect(stored).toContain(hex(hashOf(...chunk)));
    expect(await lacking()).toEqual([]);
  });

  it("that come at once for the last place are taken when they come again", async () => {
    await fill(ROOM - 1, 10);
    const two = [[1, 10, 10], [2, 10, 10]]; // prettier-ignore
    const answers = await Promise.all(two.map((chunk) => upload(moderator, ...chunk)));
    expect(answers).toContainEqual(taken(1, 10, 10));
    expect(answers).toContainEqual({
      Err: { Rejected: expect.stringContaining("The chunk store does not take it: ") as string },
    });
    for (const chunk of two) expect(await upload(moderator, ...chunk)).toEqual(taken(...chunk));
    const stored = await chunkStore.stored();
    for (const chunk of two) expect(stored).toContain(hex(hashOf(...chunk)));
    expect(await lacking()).toEqual([]);
  });

  it("of the module in use are put back by the next home that is made, after the store was cleared", async () => {
    await chunkStore.clear();
    expect(await node.as(operator).set_user_module(named)).toMatchObject({
      Err: { Rejected: expect.stringContaining(`lacks ${named.chunk_hashes.length}`) as string },
    });
    expect(await upload(moderator, 5)).toEqual(taken(5));
    expect(await lacking()).toHaveLength(named.chunk_hashes.length);
    await makeHome("cleared");
    expect(await lacking()).toEqual([]);
  });

  it.each([0, 1, 2, 3, 4])(
    "are not lost by a trap in reply callback, after %i of them, while room is made",
    async (skip) => {
      const { runtime, directoryId } = node;
      await fill(ROOM, 20 + skip);
      await runtime.takeExecutions();
      await runtime.injectFault({ canisterId: directoryId, atSystemCall: 1, entry: "reply callback", skip });
      await expect(upload(moderator, skip, 11)).rejects.toMatchObject({ code: "rejected" });
      const traps = (await runtime.takeExecutions()).filter(({ trap }) => trap?.startsWith("fault injected"));
      expect(traps).toHaveLength(1);
      expect(await upload(moderator, skip, 11)).toEqual(taken(skip, 11));
      expect(await chunkStore.stored()).toContain(hex(hashOf(skip, 11)));
      if ((await lacking()).length > 0) await makeHome(`trapped${skip}`);
      expect(await lacking()).toEqual([]);
    },
  );

  it("find no room while the module in use could not be put back, until it is uploaded once more", async () => {
    await chunkStore.clear();
    await chunkStore.add(1, 12);
    const hash = hashOf(1, 12);
    expect(await node.as(operator).set_user_module({ module_hash: hash, chunk_hashes: [hash] })).toEqual({
      Ok: null,
    });
    await fill(ROOM, 13);
    const full = { Err: { Rejected: "The chunk store is full: upload the module in use once more, first." } };
    expect(await upload(moderator, 2, 12)).toEqual(full);
    expect(await chunkStore.stored()).toHaveLength(ROOM);
    expect(await upload(moderator, 1, 12)).toEqual(taken(1, 12));
    expect(await upload(moderator, 2, 12)).toEqual(taken(2, 12));
    const stored = await chunkStore.stored();
    expect(stored.length).toBeLessThan(ROOM);
    for (const chunk of [1, 2]) expect(stored).toContain(hex(hashOf(chunk, 12)));
  });
});
