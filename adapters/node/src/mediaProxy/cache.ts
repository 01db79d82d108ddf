/**
 * The files that the media proxy has fetched: below `directory` up to so many bytes, what comes included. What nobody
 * has asked for the longest goes first. Whole files only are ever found, however the process ended; a start reads the
 * index (`cacheIndex.ts`), not the folders.
 */

import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, unlinkSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { CacheIndex, type Kept } from "./cacheIndex.ts";
import { MediaProxyError } from "./error.ts";
import { isMissing } from "../isMissing.ts";

/** That a file was asked for is noted once in so long. */
const TOUCH_MILLIS = 60_000;

/** A file that is being written; nobody finds it before `keep`. */
export interface Incoming {
  /** For reading what is there already, too. It stays open until who began it closes it. */
  readonly file: FileHandle;
  /** Writes at the end. @throws {MediaProxyError} `busy` when there is no room that could be made */
  write(chunk: Uint8Array): Promise<void>;
  /** Moves the file, whole now, to its place. */
  keep(kept: Omit<Kept, "size">): Promise<void>;
  /** Takes it away, unless it was kept. */
  discard(): void;
}

export interface MediaCacheOptions {
  readonly directory: string;
  readonly maxBytes: number;
  /** ms since the Unix epoch. */
  readonly now: () => number;
}

export class MediaCache {
  readonly #options: MediaCacheOptions;
  readonly #index: CacheIndex;
  /** Bytes of files, those that come included. */
  #size: number;

  /** The directory belongs to one process. An index that cannot be read takes the files with it: all can be fetched again. */
  constructor(options: MediaCacheOptions) {
    this.#options = options;
    this.#index = openIndex(options.directory);
    rmSync(this.#folder("incoming"), { recursive: true, force: true });
    mkdirSync(this.#folder("incoming"), { recursive: true, mode: 0o700 });
    for (const key of this.#index.unfinished()) this.#remove(key);
    this.#size = this.#index.size();
    this.#makeRoom(0);
  }

  get size(): number {
    return this.#size;
  }

  find(key: string): Kept | undefined {
    const found = this.#index.find(key);
    if (found !== undefined) this.#index.touch(key, this.#options.now(), TOUCH_MILLIS);
    return found;
  }

  /** The bytes of a file that was found; `undefined` when it has gone meanwhile, or is not as it was written. */
  async open({ key, size }: Kept): Promise<FileHandle | undefined> {
    try {
      const file = await open(this.#pathOf(key), "r");
      if ((await file.stat()).size === size) return file;
      await file.close();
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    this.delete(key);
    return undefined;
  }

  delete(key: string): void {
    const found = this.#index.find(key);
    if (found === undefined) return;
    this.#remove(key);
    this.#size -= found.size;
  }

  async begin(): Promise<Incoming> {
    const path = join(this.#folder("incoming"), randomUUID());
    const file = await open(path, "wx+", 0o600);
    let written = 0;
    let isSettled = false;
    return {
      file,
      write: async (chunk) => {
        this.#makeRoom(chunk.byteLength);
        this.#size += chunk.byteLength;
        const start = written;
        written += chunk.byteLength;
        for (let offset = 0; offset < chunk.byteLength;)
          offset += (await file.write(chunk, offset, chunk.byteLength - offset, start + offset)).bytesWritten;
      },
      keep: async (kept) => {
        // A file that the index calls whole is, after a loss of power as well.
        await file.sync();
        this.delete(kept.key);
        const target = this.#pathOf(kept.key);
        mkdirSync(join(target, ".."), { recursive: true, mode: 0o700 });
        this.#index.begin({ ...kept, size: written });
        renameSync(path, target);
        this.#index.finish(kept.key);
        isSettled = true;
      },
      discard: () => {
        if (isSettled) return;
        isSettled = true;
        this.#size -= written;
        rmSync(path, { force: true });
      },
    };
  }

  close(): void {
    this.#index.close();
  }

  /** @throws {MediaProxyError} `busy` */
  #makeRoom(bytes: number): void {
    while (this.#size + bytes > this.#options.maxBytes) {
      const oldest = this.#index.oldest();
      if (oldest === undefined) {
        if (bytes === 0) return;
        throw new MediaProxyError("busy", "there is no room for what is being fetched");
      }
      this.delete(oldest.key);
    }
  }

  /** The file first: a row without one is noticed, a file without a row is not. */
  #remove(key: string): void {
    try {
      unlinkSync(this.#pathOf(key));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    this.#index.delete(key);
  }

  #folder(name: string): string {
    return join(this.#options.directory, name);
  }

  #pathOf(key: string): string {
    return join(this.#folder("files"), key.slice(0, 2), key);
  }
}

function openIndex(directory: string): CacheIndex {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, "index.sqlite");
  try {
    return new CacheIndex(path);
  } catch {
    for (const name of readdirSync(directory))
      rmSync(join(directory, name), { recursive: true, force: true });
    return new CacheIndex(path);
  }
}
