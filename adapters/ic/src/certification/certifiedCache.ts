/**
 * Answers that everybody may have, kept for a while and certified, so that a query gives them without consensus and no
 * single replica can forge them (HTTP gateway protocol: Response Verification).
 */

import type { HttpResponse, Millis } from "@mastic/core";
import { serializeItem } from "@mastic/http-signatures/structured-fields";
import {
  ANY,
  certify,
  specificPaths,
  wildcardsFor,
  type CertifiedResponse,
  type Parameter,
} from "./certifiedResponse.ts";
import { encodeTree } from "./hashTree.ts";
import { witness, withoutPath, withPath, type Level } from "./level.ts";

/** What a canister certifies with (interface specification: Certified data). */
export interface Certifier {
  /** Sets the certified data. In updates only. */
  set(digest: Uint8Array): void;
  /** The certificate of the data set last. `undefined` but in queries. */
  certificate(): Uint8Array | undefined;
}

interface Kept {
  readonly certified: CertifiedResponse;
  readonly until: Millis;
}

export class CertifiedCache {
  readonly #certifier: Certifier;
  readonly #now: () => Millis;
  readonly #cap: number;
  readonly #kept = new Map<string, Kept>();
  readonly #fixed = new Map<string, CertifiedResponse>();
  #level: Level | undefined;

  /** @param cap how many answers are kept; the oldest go */
  constructor(certifier: Certifier, now: () => Millis, cap: number) {
    this.#certifier = certifier;
    this.#now = now;
    this.#cap = cap;
  }

  /**
   * The answer to a GET, with its proof.
   * @returns `undefined` when it is not kept, or nothing can be proven now
   */
  get(url: string): HttpResponse | undefined {
    const kept = this.#kept.get(url);
    if (kept === undefined || kept.until <= this.#now()) return undefined;
    return this.#proven(kept.certified, [kept.certified.path]);
  }

  /**
   * The answer that {@link fix} gave to a path.
   * @returns `undefined` when there is none, or nothing can be proven now
   */
  fixed(path: string): HttpResponse | undefined {
    const certified = path.endsWith(ANY) ? undefined : this.#fixed.get(path);
    return certified && this.#proven(certified, [certified.path]);
  }

  /** The answer that {@link fix} gave to all paths below one, for one that has none of its own. */
  fallback(path: string): HttpResponse | undefined {
    const certified = this.#fixed.get(wildcardsFor(path).find((it) => this.#fixed.has(it)) ?? "");
    return certified && this.#proven(certified, [certified.path, ...specificPaths(path)]);
  }

  #proven(
    { response, expression, exprPath }: CertifiedResponse,
    paths: readonly (readonly Uint8Array[])[],
  ): HttpResponse | undefined {
    const certificate = this.#certifier.certificate();
    if (this.#level === undefined || certificate === undefined) return undefined;
    const tree = encodeTree(witness(this.#level, paths));
    const proof = `certificate=${binary(certificate)}, tree=${binary(tree)}, version=2, expr_path=${binary(exprPath)}`;
    const headers = {
      ...response.headers,
      "ic-certificate": proof,
      "ic-certificateexpression": expression,
    };
    return { ...response, headers };
  }

  /** Keeps these answers by their paths, until they are replaced or let go. In updates only. */
  fix(answers: ReadonlyMap<string, HttpResponse>): void {
    for (const [path, response] of answers) {
      const certified = certify(path, response);
      this.#unfix(path);
      this.#fixed.set(path, certified);
      this.#level = withPath(this.#level, certified.path);
    }
    this.#set();
  }

  /** Lets go of the answers that {@link fix} gave to all paths but these. In updates only. */
  retainFixed(paths: ReadonlySet<string>): void {
    for (const path of [...this.#fixed.keys()]) if (!paths.has(path)) this.#unfix(path);
    this.#set();
  }

  #unfix(path: string): void {
    const old = this.#fixed.get(path);
    if (old === undefined) return;
    this.#fixed.delete(path);
    this.#level = withoutPath(this.#level, old.path);
  }

  /**
   * Keeps an answer, and certifies it. In updates only.
   * @param url the path, with the query where `parameter` is of it
   * @param parameter what in the query the answer depends on
   */
  put(url: string, response: HttpResponse, ttl: Millis, parameter?: Parameter): void {
    this.#remove(url);
    for (const [old, { until }] of this.#kept) {
      if (until > this.#now() && this.#kept.size < this.#cap) break;
      this.#remove(old);
    }
    const certified = certify(url.split("?", 1)[0] ?? "", response, parameter);
    this.#kept.set(url, { certified, until: this.#now() + ttl });
    this.#level = withPath(this.#level, certified.path);
    this.#set();
  }

  /**
   * Lets go of answers whose time is over, up to `most` of them, so that nothing is certified that nobody is given. In
   * updates only.
   * @returns when the next one's time is over, which may be past: ms since the Unix epoch; `undefined` when none is kept
   */
  sweep(most: number): Millis | undefined {
    let left = most;
    let next: Millis | undefined;
    for (const [url, { until }] of this.#kept)
      if (until <= this.#now() && left > 0) {
        this.#remove(url);
        left -= 1;
      } else if (next === undefined || until < next) next = until;
    if (left < most) this.#set();
    return next;
  }

  /** What is kept by {@link put}, by its URL. */
  urls(): IteratorObject<string> {
    return this.#kept.keys();
  }

  /** Takes an answer back: it is not true any more. In updates only. */
  delete(url: string): void {
    if (!this.#kept.has(url)) return;
    this.#remove(url);
    this.#set();
  }

  #remove(url: string): void {
    const kept = this.#kept.get(url);
    if (kept === undefined) return;
    this.#kept.delete(url);
    this.#level = withoutPath(this.#level, kept.certified.path);
  }

  #set(): void {
    this.#certifier.set(this.#level?.tree.digest ?? new Uint8Array());
  }
}

/** A byte sequence of RFC 9651, as the header writes them. */
function binary(bytes: Uint8Array): string {
  return serializeItem({ kind: "item", item: { type: "bytes", value: bytes }, parameters: new Map() });
}
