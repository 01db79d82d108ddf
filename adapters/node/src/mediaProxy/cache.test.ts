import { mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { CacheIndex } from "./cacheIndex.ts";
import { MediaCache } from "./cache.ts";
import { MediaProxyError } from "./error.ts";
import { folder, picture, startOrigin, startProxy } from "./mediaProxy.test-support.ts";

/** Bytes of all files that are or were being fetched. */
function onDisk(directory: string): number {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true });
  return files
    .filter((it) => it.isFile() && !it.name.startsWith("index.sqlite"))
    .reduce((sum, it) => sum + statSync(join(it.parentPath, it.name)).size, 0);
}

const key = (name: string): string => name.padStart(64, "0");

async function keep(cache: MediaCache, name: string, bytes: number, fetchedAt: number): Promise<void> {
  const incoming = await cache.begin();
  await incoming.write(picture(bytes));
  await incoming.keep({ key: key(name), type: "image/png", fetchedAt });
  await incoming.file.close();
}

it("keeps to its bound; what nobody has asked for the longest goes first", async () => {
  const directory = folder();
  let now = 1_000_000;
  const cache = new MediaCache({ directory, maxBytes: 1_000, now: () => now });
  for (const name of ["a", "b", "c"]) await keep(cache, name, 300, (now += 1));
  now += 120_000;
  expect(cache.find(key("a"))).toMatchObject({ size: 300 });
  await keep(cache, "d", 350, now);
  expect(["a", "b", "c", "d"].map((name) => cache.find(key(name)) !== undefined)).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect([cache.size, onDisk(directory)]).toEqual([950, 950]);
  cache.close();
});

it("counts what is still coming, and refuses what there is no room for", async () => {
  const directory = folder();
  const cache = new MediaCache({ directory, maxBytes: 1_000, now: Date.now });
  const first = await cache.begin();
  await first.write(picture(700));
  const second = await cache.begin();
  await expect(second.write(picture(400))).rejects.toThrow(MediaProxyError);
  second.discard();
  expect(cache.size).toBe(700);
  first.discard();
  expect([cache.size, onDisk(directory)]).toEqual([0, 0]);
  await Promise.all([first.file.close(), second.file.close()]);
  cache.close();
});

it("has its files after a restart, within a bound that was lowered", async () => {
  const directory = folder();
  const before = new MediaCache({ directory, maxBytes: 1_000, now: Date.now });
  for (const name of ["a", "b"]) await keep(before, name, 300, name === "a" ? 1 : 2);
  before.close();
  const after = new MediaCache({ directory, maxBytes: 500, now: Date.now });
  expect([after.find(key("a")), after.find(key("b"))?.size]).toEqual([undefined, 300]);
  expect([after.size, onDisk(directory)]).toEqual([300, 300]);
  after.close();
});

it("replaces a file by the one that was fetched again", async () => {
  const directory = folder();
  const cache = new MediaCache({ directory, maxBytes: 1_000, now: Date.now });
  await keep(cache, "a", 300, 1);
  await keep(cache, "a", 400, 2);
  expect(cache.find(key("a"))).toMatchObject({ size: 400, fetchedAt: 2 });
  expect([cache.size, onDisk(directory)]).toEqual([400, 400]);
  cache.close();
});

it("knows how much there is without adding it up, of an index as well that was made before it did", () => {
  const path = join(folder(), "index.sqlite");
  const kept = (name: string, size: number) => ({ key: key(name), type: "image/png", size, fetchedAt: 1 });
  const index = new CacheIndex(path);
  index.begin(kept("a", 300));
  index.begin(kept("a", 400));
  index.begin(kept("b", 50));
  index.begin(kept("c", 7));
  index.delete(key("b"));
  index.delete(key("none"));
  expect(index.size()).toBe(407);
  index.close();
  const earlier = new DatabaseSync(path);
  earlier.exec("DROP TABLE total; DROP TRIGGER added; DROP TRIGGER removed;");
  earlier.close();
  for (const more of [1, 2]) {
    const again = new CacheIndex(path);
    again.begin(kept(`d${more}`, 1_000));
    expect(again.size()).toBe(407 + more * 1_000);
    again.close();
  }
});

it("finds no file that the process left halfway, or whose bytes have gone", async () => {
  const directory = folder();
  const before = new MediaCache({ directory, maxBytes: 10_000, now: Date.now });
  await keep(before, "cut", 300, 1);
  await keep(before, "lost", 300, 1);
  const writing = await before.begin();
  await writing.write(picture(300));
  await writing.file.close();
  before.close();
  // The process ended while a file was being moved: it is in its place, and the index does not say so yet.
  const index = new CacheIndex(join(directory, "index.sqlite"));
  index.begin({ key: key("moved"), type: "image/png", size: 300, fetchedAt: 1 });
  index.close();
  writeFileSync(join(directory, "files/00", key("moved")), picture(300));
  truncateSync(join(directory, "files/00", key("cut")), 200);
  writeFileSync(join(directory, "files/00", key("lost")), "");

  const cache = new MediaCache({ directory, maxBytes: 10_000, now: Date.now });
  expect(cache.find(key("moved"))).toBeUndefined();
  for (const name of ["cut", "lost"]) {
    const found = cache.find(key(name));
    expect(found && (await cache.open(found)), name).toBeUndefined();
  }
  expect([cache.size, onDisk(directory)]).toEqual([0, 0]);
  cache.close();
});

it("begins anew when its index cannot be read", async () => {
  const directory = folder();
  mkdirSync(join(directory, "files/00"), { recursive: true });
  writeFileSync(join(directory, "files/00", key("a")), picture(300));
  writeFileSync(
    join(directory, "index.sqlite"),
    "This is no database, and it is longer than a header of one.".repeat(9),
  );
  const cache = new MediaCache({ directory, maxBytes: 1_000, now: Date.now });
  await keep(cache, "b", 300, 1);
  expect([cache.size, onDisk(directory)]).toEqual([300, 300]);
  cache.close();
});

it("says so when the disk does not take a file", async () => {
  const directory = folder();
  const origin = await startOrigin((_, response) => response.end(picture(1_000)));
  const heard: string[] = [];
  const { get, cache } = startProxy({ directory, onUnkept: ({ cause }) => heard.push(String(cause)) });
  rmSync(join(directory, "incoming"), { recursive: true });
  await expect(get(`${origin.url}/a.png`)).rejects.toMatchObject({ code: "unkept" });
  expect(heard).toEqual([expect.stringContaining("ENOENT")]);
  expect(cache.size).toBe(0);
});

it("stays within the bound while many files come at once", async () => {
  const directory = folder();
  const origin = await startOrigin((_, response) => response.end(picture(40_000)));
  const { fetch, cache } = startProxy({ directory, cacheBytes: 100_000 });
  const names = Array.from({ length: 30 }, (_, name) => `${origin.url}/${name}.png`);
  const ended = await Promise.allSettled(names.map(fetch));
  expect(ended.some(({ status }) => status === "fulfilled")).toBe(true);
  for (const it of ended) if (it.status === "rejected") expect(it.reason).toMatchObject({ code: "busy" });
  expect(cache.size).toBeLessThanOrEqual(100_000);
  expect(onDisk(directory)).toBe(cache.size);
});
