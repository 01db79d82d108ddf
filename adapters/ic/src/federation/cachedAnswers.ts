/**
 * Which answers of the Federation are kept and certified, so that they cost no consensus: documents that are the same for
 * everybody who asks for them (decision 022).
 */

import type { HttpRequest, HttpResponse, Millis } from "@mastic/core";
import { prefersActivityPub } from "@mastic/activitypub";
import { CertifiedCache } from "../certification/certifiedCache.ts";
import type { Parameter } from "../certification/certifiedResponse.ts";
import { now } from "../host/clock.ts";
import { ic } from "../engine/system.ts";
import { clearTimer, setTimer } from "../engine/timers.ts";
import { isForApp } from "./appAddresses.ts";
import { isAsset } from "./assets.ts";

/** As long as others may keep them. */
const KEPT_FOR: Millis = 180_000;
/** Files never change, and pages show the same ones to many. */
const FILE_KEPT_FOR: Millis = 3_600_000;
const MOST = 1_000;
/** Above this an answer had better come by an update than fill the memory, in bytes. */
const LARGEST = 65_536;

/** How many answers whose time is over are let go in one message, and how often at most there is such a message. */
const SWEPT = 250;
const MOST_OFTEN: Millis = 60_000;

/** The second is what people call it by, and is asked for when they paste it elsewhere. */
const ACTOR = /^\/(?:actor|(?:users\/|@)[a-z0-9_]{1,64})$/;
const MEDIA = /^\/media\/([0-9a-f]{64})$/;
const WEBFINGER = "/.well-known/webfinger?";
const DISCOVERY: ReadonlySet<string> = new Set([
  "/.well-known/host-meta",
  "/.well-known/host-meta.json",
  "/.well-known/nodeinfo",
  "/nodeinfo/2.0",
]);

export class CachedAnswers {
  #planned: { readonly at: Millis; readonly timer: string } | undefined;
  readonly #cache = new CertifiedCache(
    { set: (digest) => ic.certifiedDataSet(digest), certificate: () => ic.dataCertificate() },
    now,
    MOST,
  );

  /** The answer with its proof, in a query. @returns `undefined` when an update has to answer */
  get(request: HttpRequest): HttpResponse | undefined {
    const path = pathOf(request);
    if (request.method === "GET") {
      const app = this.#cache.fixed(path) ?? (isForApp(request) ? this.#cache.fallback(path) : undefined);
      if (app !== undefined) return app;
    }
    return isCacheable(request) ? this.#cache.get(request.url) : undefined;
  }

  /** Files of the web app, by their paths, or its page. In updates: all of them after an upgrade, then those that change. */
  keepApp(files: ReadonlyMap<string, HttpResponse>): void {
    this.#cache.fix(files);
  }

  /** Of the web app there are these files, and no others. In updates. */
  retainApp(paths: readonly string[]): void {
    this.#cache.retainFixed(new Set(paths));
  }

  /** Keeps what may be kept, in an update. */
  put(request: HttpRequest, response: HttpResponse): void {
    const { status, headers, body } = response;
    const isOpen = headers["cache-control"]?.startsWith("public") === true;
    if (status !== 200 || !isOpen || body.length > LARGEST || !isCacheable(request)) return;
    // Who remembered an actor without its key could not verify what it sends next.
    if (ACTOR.test(request.url) && !new TextDecoder().decode(body).includes('"publicKeyPem"')) return;
    const keptFor = isFile(request.url) ? FILE_KEPT_FOR : KEPT_FOR;
    this.#cache.put(request.url, response, keptFor, parameterOf(request.url));
    this.#sweepIn(keptFor);
  }

  #sweepIn(millis: Millis): void {
    const at = now() + Math.max(MOST_OFTEN, millis);
    const planned = this.#planned;
    if (planned !== undefined && planned.at <= at) return;
    if (planned !== undefined) clearTimer(planned.timer);
    // One that traps is run again.
    const timer = setTimer(Math.ceil((at - now()) / 1_000), () => this.#sweep(), true);
    this.#planned = { at, timer };
  }

  #sweep(): void {
    this.#planned = undefined;
    const next = this.#cache.sweep(SWEPT);
    if (next !== undefined) this.#sweepIn(Math.max(0, next - now()));
  }

  /** What was said of a user of this node is to be said anew. */
  forget(origin: string, actorUri: string): void {
    const path = actorUri.slice(origin.length);
    this.#cache.delete(path);
    this.#cache.delete(path.replace("/users/", "/@"));
  }

  /** Files of which there are copies, by their hashes: a thousand at most. */
  files(): string[] {
    return [...this.#cache.urls()].flatMap((url) => MEDIA.exec(url)?.[1] ?? []);
  }

  /** A home shows this file no more; another one may. */
  forgetFile(sha256: string): void {
    this.#cache.delete(`/media/${sha256}`);
  }
}

/** Not what depends on more than the URL: a page or a document, a part of the links. */
function isCacheable({ method, url, headers }: HttpRequest): boolean {
  if (method !== "GET" || headers["signature"] !== undefined || headers["authorization"] !== undefined)
    return false;
  if (isFile(url)) return true;
  if (ACTOR.test(url)) return prefersActivityPub(headers["accept"]);
  return DISCOVERY.has(url) || parameterOf(url) !== undefined;
}

const pathOf = ({ url }: HttpRequest): string => url.split("?", 1)[0] ?? "";
const isFile = (url: string): boolean => isAsset(url) || MEDIA.test(url);

function parameterOf(url: string): Parameter | undefined {
  if (!url.startsWith(WEBFINGER) || url.includes("&")) return undefined;
  const [name, value = ""] = url.slice(WEBFINGER.length).split("=", 2);
  return name === "resource" ? { name, value } : undefined;
}
