/** Blobs as files: `blobs/ab/cd/<sha-256>`, written to a temporary file, synced, and renamed into place. */

import { createHash, randomUUID } from "node:crypto";
import { statSync, unlinkSync, utimesSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { BlobError, type BlobStore } from "./blobStore.ts";
import { isMissing } from "../isMissing.ts";

/**
 * Opens the store below `directory`, which is made when missing. What a crash left half-written is removed.
 *
 * The directory belongs to one process.
 */
export async function diskBlobStore(directory: string): Promise<BlobStore> {
  const incoming = join(directory, "incoming");
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });

  return {
    async put(bytes, maxBytes = Number.POSITIVE_INFINITY) {
      const temporary = join(incoming, randomUUID());
      try {
        const key = await write(temporary, bytes, maxBytes);
        const path = pathOf(directory, key);
        if (path === undefined) throw new Error("a SHA-256 has 64 hexadecimal digits");
        if (!touch(path)) {
          await mkdir(path.folder, { recursive: true });
          await rename(temporary, path.file);
        }
        // The rename is durable once its folders are: somebody else's too, who may still be about to sync them.
        for (const folder of [path.folder, path.parent, directory]) await syncFolder(folder);
        return key;
      } finally {
        await rm(temporary, { force: true });
      }
    },

    async get(key, range) {
      const path = pathOf(directory, key);
      if (path === undefined) return undefined;
      let file: FileHandle;
      try {
        file = await open(path.file, "r");
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
      try {
        const { size } = await file.stat();
        return { size, stream: file.createReadStream(range ?? {}) };
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    async stat(key) {
      const path = pathOf(directory, key);
      return path === undefined ? undefined : sizeOf(path);
    },

    async delete(key, unlessSince = Number.POSITIVE_INFINITY) {
      const path = pathOf(directory, key);
      if (path === undefined) return false;
      try {
        // In one go, so that nobody can put the same bytes between the look and the deed.
        if (statSync(path.file).mtimeMs >= unlessSince) return false;
        unlinkSync(path.file);
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },

    async *keys() {
      for (const parent of await namesIn(directory)) {
        if (parent.length !== 2) continue;
        for (const folder of await namesIn(join(directory, parent))) {
          for (const key of await namesIn(join(directory, parent, folder))) {
            if (pathOf(directory, key)?.folder === join(directory, parent, folder)) yield key;
          }
        }
      }
    },
  };
}

interface BlobPath {
  readonly file: string;
  readonly folder: string;
  readonly parent: string;
}

/** Anything but a key has no path: names from outside never reach the file system. */
function pathOf(directory: string, key: string): BlobPath | undefined {
  if (!/^[0-9a-f]{64}$/.test(key)) return undefined;
  const parent = join(directory, key.slice(0, 2));
  const folder = join(parent, key.slice(2, 4));
  return { file: join(folder, key), folder, parent };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Marks a blob as put just now. @returns whether it is there */
function touch({ file }: BlobPath): boolean {
  try {
    const now = new Date();
    utimesSync(file, now, now);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function write(
  path: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, "wx", 0o640);
  try {
    let size = 0;
    for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new BlobError("too_large", `larger than ${maxBytes} bytes`);
      hash.update(chunk);
      await writeAll(file, chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest("hex");
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let offset = 0; offset < chunk.byteLength;)
    offset += (await file.write(chunk, offset, chunk.byteLength - offset)).bytesWritten;
}

async function sizeOf({ file }: BlobPath): Promise<{ size: number } | undefined> {
  try {
    const { size } = await stat(file);
    return { size };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders, and makes renames durable by itself.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
