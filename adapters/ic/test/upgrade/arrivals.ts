/** What arrives at a node while it is upgraded, from its users and from people elsewhere, each thing until it is taken; and where it should be then. */

import { Principal } from "@icp-sdk/core/principal";
import type { HttpResponse } from "../../src/candid/federation.did.ts";
import * as federationBindings from "../../src/candid/federation.did.ts";
import type { FollowUserResponse, PublishStatusResponse } from "../../src/candid/user.did.ts";
import * as userBindings from "../../src/candid/user.did.ts";
import type { PopulatedNode } from "../population/populatedNode.ts";
import type { NamedRow } from "../population/rows.ts";
import { person } from "../support/canisterNode.ts";
import { post } from "../support/publishing.ts";
import type { RemotePerson } from "../support/remoteServer.ts";
import { Rejected, type Ingress } from "./ingress.ts";

/** In turns: of eight, three are local posts, two local follows, and one each of the signed activities. */
const KINDS = [
  "post",
  "follow",
  "ownPost",
  "create",
  "localFollow",
  "like",
  "ownPost",
  "localFollow",
] as const;
type Kind = (typeof KINDS)[number];

const HERE = "https://here.example";
const STRANGERS = 4;
/** Rounds in which something is sent anew at most. */
const PATIENCE = 2_000;

export const uriOf = (handle: string): string => `${HERE}/users/${handle}`;

export interface Arrived {
  /** Which homes should have a status, each once: by its uri. */
  readonly statuses: Map<string, readonly string[]>;
  /** Who follows whom since: the follower's uri and the handle; of local ones both homes know. */
  readonly follows: { readonly follower: string; readonly handle: string }[];
  /** The Like's id, and the home that should have it once. */
  readonly likes: { readonly uri: string; readonly handle: string }[];
}

export interface Scene {
  readonly populated: PopulatedNode;
  readonly ingress: Ingress;
  /** Who elsewhere writes to those who follow. */
  readonly writer: RemotePerson;
  /** Who elsewhere follow and like. */
  readonly strangers: readonly RemotePerson[];
  /** Handles of those who follow `template` and the writer. */
  readonly fans: readonly string[];
  /** A status of each home, to be liked. */
  readonly liked: ReadonlyMap<string, string>;
  /** What every home has by now, the author's too. */
  readonly rows: ReadonlyMap<string, readonly NamedRow[]>;
}

export const STRANGER_NAMES = Array.from({ length: STRANGERS }, (_, nth) => `stranger${nth}`);

export class Arrivals {
  readonly arrived: Arrived = { statuses: new Map(), follows: [], likes: [] };
  readonly #scene: Scene;
  readonly #pending: Promise<void>[] = [];
  readonly #handles: readonly string[];
  readonly #count = new Map<Kind, number>();
  sent = 0;
  taken = 0;
  /** How often something was told to try again, and did. */
  triedAgain = 0;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#handles = [...scene.populated.homes.keys()];
  }

  /** Begins one more arrival, and does not wait for its answer. */
  begin(): void {
    const kind = KINDS[this.sent % KINDS.length] ?? "post";
    const nth = this.#count.get(kind) ?? 0;
    this.#count.set(kind, nth + 1);
    this.sent += 1;
    const coming = this.#arrive(kind, nth).then(() => {
      this.taken += 1;
    });
    // Awaited by allTaken: until then an error is nobody's.
    coming.catch(() => undefined);
    this.#pending.push(coming);
  }

  get isComing(): boolean {
    return this.taken < this.sent && !this.#failed;
  }

  #failed = false;

  /** @throws what has not been taken */
  async allTaken(): Promise<void> {
    await Promise.all(this.#pending);
  }

  async #arrive(kind: Kind, nth: number): Promise<void> {
    try {
      await this.#send(kind, nth);
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  async #send(kind: Kind, nth: number): Promise<void> {
    const { populated, writer, fans } = this.#scene;
    const { statuses, follows, likes } = this.arrived;
    if (kind === "post") {
      const uri = await this.#publish("author", populated.author, `While you are upgraded: ${nth}`);
      statuses.set(uri, ["author", ...this.#handles]);
    } else if (kind === "ownPost") {
      const uri = await this.#publish("template", this.#home("template"), `To few: ${nth}`);
      statuses.set(uri, ["template", ...fans]);
    } else if (kind === "create") {
      const id = `${writer.uri}/statuses/${nth}`;
      const followers = `${writer.uri}/followers`;
      const note = {
        id,
        type: "Note",
        attributedTo: writer.uri,
        content: `From afar: ${nth}`,
        to: [followers],
      };
      await this.#deliver(writer, "/inbox", writer.activity("Create", note, { to: [followers] }));
      statuses.set(id, fans);
    } else if (kind === "localFollow") {
      const [follower, handle] = this.#pair(nth);
      await this.#follow(follower, handle);
      follows.push({ follower: uriOf(follower), handle });
    } else {
      const stranger = this.#scene.strangers[nth % STRANGERS] ?? writer;
      const handle = this.#at(Math.floor(nth / STRANGERS) + (nth % STRANGERS));
      const object = kind === "follow" ? uriOf(handle) : this.#scene.liked.get(handle);
      const activity = stranger.activity(kind === "follow" ? "Follow" : "Like", object);
      await this.#deliver(stranger, `/users/${handle}/inbox`, activity);
      if (kind === "follow") follows.push({ follower: stranger.uri, handle });
      else likes.push({ uri: String(activity["id"]), handle });
    }
  }

  async #publish(name: string, home: Principal, text: string): Promise<string> {
    return this.#until(async () => {
      const answer = (await this.#scene.ingress.call(
        home, person(name), userBindings, "publish_status", post(text),
      )) as PublishStatusResponse; // prettier-ignore
      if ("Ok" in answer) return answer.Ok.uri;
      if ("RateLimitExceeded" in answer.Err) return undefined;
      throw new Error(JSON.stringify(answer.Err));
    });
  }

  async #follow(follower: string, handle: string): Promise<void> {
    await this.#until(async () => {
      const answer = (await this.#scene.ingress.call(
        this.#home(follower), person(follower), userBindings, "follow_user", { handle },
      )) as FollowUserResponse; // prettier-ignore
      if ("Ok" in answer) return true;
      // Whoever would tell of the other is stopped.
      if ("RateLimitExceeded" in answer.Err || "RemoteUnavailable" in answer.Err) return undefined;
      throw new Error(JSON.stringify(answer.Err));
    });
  }

  /** Signed anew each time; the activity stays the same. */
  async #deliver(
    from: RemotePerson,
    path: string,
    activity: Parameters<RemotePerson["posts"]>[1],
  ): Promise<void> {
    const { node } = this.#scene.populated;
    await this.#until(async () => {
      const request = await from.posts(path, activity, await node.runtime.getTime());
      const answer = (await this.#scene.ingress.call(
        node.federationId, Principal.anonymous(), federationBindings, "http_request_update", request,
      )) as HttpResponse; // prettier-ignore
      if (answer.status_code === 202) return true;
      if (answer.status_code === 503) return undefined;
      throw new Error(
        `${path}: ${answer.status_code} ${new TextDecoder().decode(Uint8Array.from(answer.body))}`,
      );
    });
  }

  /** @param attempt answers `undefined` where it has been told to try again */
  async #until<T>(attempt: () => Promise<T | undefined>): Promise<T> {
    for (let tries = 0; tries < PATIENCE; tries += 1) {
      try {
        const done = await attempt();
        if (done !== undefined) return done;
      } catch (error) {
        if (!(error instanceof Rejected) || !error.isStopped) throw error;
      }
      this.triedAgain += 1;
      await this.#scene.ingress.nextRound();
    }
    throw new Error("It has been told to try again too often.");
  }

  /** Two different homes, no pair twice; none of those who already follow `template` follow it again. */
  #pair(nth: number): readonly [string, string] {
    const count = this.#handles.length - 1;
    const follower = nth % count;
    const apart = 1 + (Math.floor(nth / count) % (count - 1));
    return [this.#at(1 + follower), this.#at(1 + ((follower + apart) % count))];
  }

  #at(nth: number): string {
    return this.#handles[nth % this.#handles.length] ?? "template";
  }

  #home(handle: string): Principal {
    const home = this.#scene.populated.homes.get(handle);
    if (home === undefined) throw new Error(`There is no ${handle}.`);
    return home;
  }
}
