/** How much is fetched at the same time: of all hosts, of one, and for strangers, so that no silent host takes every place. */

/** What a fetch is for: something we want, or the key of somebody who says to be somebody. */
export type FetchPurpose = "content" | "key";

const ALL = 128;
/** Large servers send from some dozens of workers at once, each post by an actor whose key may be new here. */
const OF_A_HOST = 32;
/** Anybody can make us fetch keys: the rest is kept for what our users want. */
const FOR_KEYS = 64;

export class FetchPlaces {
  readonly #byHost = new Map<string, number>();
  #all = 0;
  #forKeys = 0;

  /** @returns what gives the place back; `undefined` when none is free */
  enter(host: string, purpose: FetchPurpose): (() => void) | undefined {
    const ofHost = this.#byHost.get(host) ?? 0;
    const isKey = purpose === "key";
    if (this.#all >= ALL || ofHost >= OF_A_HOST || (isKey && this.#forKeys >= FOR_KEYS)) return undefined;
    this.#byHost.set(host, ofHost + 1);
    this.#all += 1;
    if (isKey) this.#forKeys += 1;
    return () => {
      const left = (this.#byHost.get(host) ?? 1) - 1;
      if (left === 0) this.#byHost.delete(host);
      else this.#byHost.set(host, left);
      this.#all -= 1;
      if (isKey) this.#forKeys -= 1;
    };
  }
}
