/** The posts that the app knows, each once: a like shows wherever the post stands. Lists hold ids only. */

import type { Post, Status } from "../api/entities/status.ts";

/** A status of a list: what stands there, and who put it there. */
export interface Entry {
  /** Of the boost, or of the post itself. */
  readonly id: string;
  readonly postId: string;
  readonly boostedBy: Post["account"] | undefined;
}

export class Posts {
  readonly #posts = new Map<string, Post>();
  readonly #listeners = new Map<string, Set<() => void>>();

  /** Takes in what a server said, and returns it as an entry of a list. */
  put({ reblog, ...own }: Status): Entry {
    if (reblog === null) {
      this.#set(own);
      return { id: own.id, postId: own.id, boostedBy: undefined };
    }
    this.#set(reblog);
    return { id: own.id, postId: reblog.id, boostedBy: own.account };
  }

  get(id: string): Post | undefined {
    return this.#posts.get(id);
  }

  /** @returns the post as it was; undefined when it is not known */
  update(id: string, change: (post: Post) => Post): Post | undefined {
    const post = this.#posts.get(id);
    if (post !== undefined) this.#set(change(post));
    return post;
  }

  remove(id: string): void {
    this.#posts.delete(id);
    this.#tell(id);
  }

  clear(): void {
    const ids = [...this.#posts.keys()];
    this.#posts.clear();
    for (const id of ids) this.#tell(id);
  }

  subscribe(id: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(id) === listeners) this.#listeners.delete(id);
    };
  }

  /** Streams tell nothing of what the reader did to a post: that is kept from what was known. */
  #set(post: Post): void {
    const known = this.#posts.get(post.id);
    this.#posts.set(post.id, {
      ...post,
      favourited: post.favourited ?? known?.favourited,
      reblogged: post.reblogged ?? known?.reblogged,
      bookmarked: post.bookmarked ?? known?.bookmarked,
      muted: post.muted ?? known?.muted,
      pinned: post.pinned ?? known?.pinned,
      filtered: post.filtered ?? known?.filtered,
    });
    this.#tell(post.id);
  }

  #tell(id: string): void {
    for (const listener of [...(this.#listeners.get(id) ?? [])]) listener();
  }
}
