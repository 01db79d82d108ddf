import { createHash } from "node:crypto";
import {
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  utimes,
  writeFile,
  type FileHandle,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BlobStore } from "./blobStore.ts";
import { diskBlobStore } from "./diskBlobStore.ts";

let directory: string;
let blobs: BlobStore;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "mastic-blobs-"));
  blobs = await diskBlobStore(directory);
});
afterEach(() => rm(directory, { recursive: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
async function read(key: string, range?: { start: number; end: number }): Promise<string | undefined> {
  const found = await blobs.get(key, range);
  return found === undefined ? undefined : (await buffer(found.stream)).toString();
}

describe("the blob store on disk", () => {
  it("keeps bytes under their SHA-256", async () => {
    const key = await blobs.put(bytes("hello"));
    expect(key).toBe(createHash("sha256").update("hello").digest("hex"));
    expect(await read(key)).toBe("hello");
    expect(await blobs.stat(key)).toEqual({ size: 5 });
    const file = join(directory, key.slice(0, 2), key.slice(2, 4), key);
    expect(await readFile(file, "utf8")).toBe("hello");
  });

  it("marks what is put again, so that a sweep lets it be", async () => {
    const key = await blobs.put(bytes("again"));
    const file = join(directory, key.slice(0, 2), key.slice(2, 4), key);
    const old = new Date(Date.now() - 86_400_000);
    await utimes(file, old, old);
    await blobs.put(bytes("again"));
    expect(await blobs.delete(key, Date.now() - 60_000)).toBe(false);
    await utimes(file, old, old);
    expect(await blobs.delete(key, Date.now() - 60_000)).toBe(true);
  });

  it("brings its folders to disk whoever put the same bytes before, who may not have done so yet", async () => {
    await blobs.put(bytes("twice"));
    const handle = await open(directory, "r");
    const synced = vi.spyOn(Object.getPrototypeOf(handle) as FileHandle, "sync");
    await handle.close();
    await blobs.put(bytes("twice"));
    // The temporary file and three folders.
    expect(synced).toHaveBeenCalledTimes(4);
    synced.mockRestore();
  });

  it("names all keys, and nothing else that lies there", async () => {
    const keys = await Promise.all(["a", "b", "c"].map((text) => blobs.put(bytes(text))));
    await writeFile(join(directory, "notes.txt"), "not a blob");
    await writeFile(join(directory, "incoming", "half"), "not yet");
    const found: string[] = [];
    for await (const key of blobs.keys()) found.push(key);
    expect(found.toSorted()).toEqual(keys.toSorted());
  });

  it("takes a stream, and gives a range", async () => {
    async function* parts(): AsyncGenerator<Uint8Array> {
      yield bytes("hel");
      yield bytes("lo");
    }
    const key = await blobs.put(parts());
    expect(key).toBe(await blobs.put(bytes("hello")));
    expect(await read(key, { start: 1, end: 3 })).toBe("ell");
    const found = await blobs.get(key, { start: 1, end: 3 });
    expect(found?.size).toBe(5);
    found?.stream.destroy();
  });

  it("keeps the empty blob as well", async () => {
    const key = await blobs.put(new Uint8Array());
    expect([await blobs.stat(key), await read(key)]).toEqual([{ size: 0 }, ""]);
  });

  it("takes the same bytes from many at once", async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => blobs.put(bytes("same"))));
    expect(new Set(keys).size).toBe(1);
    expect(await readdir(join(directory, "incoming"))).toEqual([]);
  });

  it("refuses what is too large, and leaves nothing of it", async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield new Uint8Array(1_000);
    }
    await expect(blobs.put(endless(), 10_000)).rejects.toMatchObject({ code: "too_large" });
    expect(await readdir(directory)).toEqual(["incoming"]);
    expect(await readdir(join(directory, "incoming"))).toEqual([]);
  });

  it("deletes, and knows nothing of it afterwards", async () => {
    const key = await blobs.put(bytes("hello"));
    expect([await blobs.delete(key), await blobs.delete(key)]).toEqual([true, false]);
    expect([await read(key), await blobs.stat(key)]).toEqual([undefined, undefined]);
  });

  it.each(["../../../etc/passwd", "", "ABCD", "a".repeat(63), "g".repeat(64), `${"a".repeat(64)}/..`])(
    "knows nothing of the key %o",
    async (key) => {
      expect([await read(key), await blobs.stat(key), await blobs.delete(key)]).toEqual([
        undefined,
        undefined,
        false,
      ]);
    },
  );

  it("removes what a crash left half-written", async () => {
    const key = await blobs.put(bytes("whole"));
    await mkdir(join(directory, "incoming"), { recursive: true });
    await writeFile(join(directory, "incoming", "half"), "hal");
    blobs = await diskBlobStore(directory);
    expect(await readdir(join(directory, "incoming"))).toEqual([]);
    expect(await read(key)).toBe("whole");
  });
});
