/** Who moderates the instance, as the Directory says; remembered for a while. */

import type { Millis } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import * as bindings from "../candid/directory.did.ts";
import { remote } from "../frame/remote.ts";
import { now } from "../host/clock.ts";

const call = remote<bindings._SERVICE>(bindings);
const REMEMBERED: Millis = 60_000;
/** How long whoever is no known moderator has to wait to have the Directory asked again, by a call from outside. */
const PATIENCE: Millis = 600_000;
/** The same while the Directory has not answered when it was last asked: it may never have heard of it. */
const PATIENCE_UNANSWERED: Millis = 10_000;

export class Moderators {
  readonly #directory: Principal;
  #known: { readonly principals: ReadonlySet<string>; readonly at: Millis } | undefined;
  #askedAt: Millis | undefined;

  constructor(directory: Principal) {
    this.#directory = directory;
  }

  /** @throws {CallError} */
  async has(principal: string): Promise<boolean> {
    const known = this.#known;
    if (known !== undefined && known.at > now() - REMEMBERED) return known.principals.has(principal);
    this.#askedAt = now();
    const listed = await call(this.#directory, "list_moderators", []);
    const principals = new Set(listed.map((it) => it.toText()));
    this.#known = { principals, at: now() };
    return principals.has(principal);
  }

  /**
   * Whether to ask for a caller from outside, without asking anybody: moderators who are known by name, and once in
   * ten minutes anybody, who may be a new one. A stranger costs the owner one message in that time; one in ten seconds
   * while the Directory is away, as no answer says of nobody that they do not moderate.
   */
  mayBe(principal: string): boolean {
    const known = this.#known;
    if (known?.principals.has(principal) === true) return true;
    const askedAt = this.#askedAt;
    if (askedAt === undefined) return true;
    const isAnswered = known !== undefined && known.at >= askedAt;
    return askedAt <= now() - (isAnswered ? PATIENCE : PATIENCE_UNANSWERED);
  }
}
