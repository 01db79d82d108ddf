/**
 * One file on its way from another server into the cache. Everybody who asks for it meanwhile reads what is there
 * already and waits for the rest, so that a slow reader holds up nobody, and memory holds no more than a chunk.
 */

import type { FileHandle } from "node:fs/promises";
import type { Incoming } from "./cache.ts";
import { MediaProxyError } from "./error.ts";
import { readPart } from "./readPart.ts";

/** What is known once a file begins to come. */
export interface Head {
  readonly type: string;
  /** In bytes; `undefined` where its server does not say. */
  readonly size: number | undefined;
  /** ms since the Unix epoch. */
  readonly fetchedAt: number;
}

export class Download {
  readonly #head = Promise.withResolvers<Head>();
  readonly #abort = new AbortController();
  readonly #lingerMillis: number;
  #grown = Promise.withResolvers<undefined>();
  #incoming: Incoming | undefined;
  #written = 0;
  #ending: "whole" | MediaProxyError | undefined;
  #readers = 0;
  #lingering: NodeJS.Timeout | undefined;

  /** @param lingerMillis how long it goes on when the last reader has gone: players ask anew for every part */
  constructor(lingerMillis: number) {
    this.#lingerMillis = lingerMillis;
    // Readers may all have gone when it fails.
    this.#head.promise.catch(() => undefined);
    this.#grown.promise.catch(() => undefined);
  }

  /** Rejects with the MediaProxyError for which there is no such file. */
  get head(): Promise<Head> {
    return this.#head.promise;
  }

  /** Aborts when nobody waits any more, with a MediaProxyError. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  abort(reason: MediaProxyError): void {
    this.#abort.abort(reason);
  }

  /** @returns what says that the reader has gone; to be called once */
  join(): () => void {
    this.#readers += 1;
    clearTimeout(this.#lingering);
    return () => {
      this.#readers -= 1;
      if (this.#readers > 0) return;
      if (this.#ending !== undefined) void this.#close();
      else
        this.#lingering = setTimeout(
          () => this.abort(new MediaProxyError("abandoned", "nobody waits for it any more")),
          this.#lingerMillis,
        );
    };
  }

  /** Says what it is, and where its bytes go. */
  begin(head: Head, incoming: Incoming): void {
    this.#incoming = incoming;
    this.#head.resolve(head);
  }

  /** Says that so many bytes can be read. */
  grow(written: number): void {
    this.#written = written;
    this.#wake();
  }

  finish(): void {
    this.#end("whole");
  }

  fail(error: MediaProxyError): void {
    this.#head.reject(error);
    this.#end(error);
  }

  /**
   * The bytes from `start` to `end`, both included, as they come; to be read between `join` and leaving.
   * @throws {MediaProxyError} for which the rest does not come
   */
  async *read(start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at <= end;) {
      if (at >= this.#written) {
        if (this.#ending === "whole") return;
        if (this.#ending !== undefined) throw this.#ending;
        await this.#grown.promise;
        continue;
      }
      const there = Math.min(this.#written - 1, end);
      for await (const chunk of readPart(this.#fileOf(), at, there)) {
        at += chunk.byteLength;
        yield chunk;
      }
      if (at <= there) throw new MediaProxyError("unkept", "the file is shorter than it was");
    }
  }

  #fileOf(): FileHandle {
    if (this.#incoming === undefined) throw new Error("a download is read once it has begun");
    return this.#incoming.file;
  }

  #end(ending: "whole" | MediaProxyError): void {
    this.#ending = ending;
    clearTimeout(this.#lingering);
    this.#wake();
    if (this.#readers === 0) void this.#close();
  }

  #wake(): void {
    this.#grown.resolve(undefined);
    this.#grown = Promise.withResolvers();
  }

  async #close(): Promise<void> {
    const incoming = this.#incoming;
    this.#incoming = undefined;
    await incoming?.file.close().catch(() => undefined);
  }
}
