/** A Mastic node on the Internet Computer, for the identity of an agent. */

import type { Agent } from "@icp-sdk/core/agent";
import type { Principal } from "@icp-sdk/core/principal";
import { canister } from "./canister.ts";
import {
  idlFactory as directoryInterface,
  type _SERVICE as DirectoryService,
} from "./candid/directory.did.ts";
import { idlFactory as userInterface, type _SERVICE as UserService } from "./candid/user.did.ts";
import { IcClientError } from "./error.ts";
import type { Methods } from "./reply.ts";

/** The methods of the Directory: who is who, and who keeps order. */
export type Directory = Methods<DirectoryService>;
/** The methods of a User canister: what its owner says and reads, and what others may see of it. */
export type User = Methods<UserService>;

export interface NodeOptions {
  /** Whoever its identity is, is the caller. */
  readonly agent: Agent;
  /** The id of the node's Directory canister. */
  readonly directory: Principal;
}

export interface WaitOptions {
  /** How long to wait in all, in ms; 5 minutes unless this says otherwise. */
  readonly timeoutMs?: number;
  /** How long between two questions, in ms; 2 seconds unless this says otherwise. */
  readonly intervalMs?: number;
}

export class MasticNode {
  readonly directory: Directory;
  readonly #agent: Agent;

  constructor({ agent, directory }: NodeOptions) {
    this.#agent = agent;
    this.directory = canister<DirectoryService>(directoryInterface, { agent, canisterId: directory });
  }

  /** The User canister with this id. */
  user(canisterId: Principal): User {
    return canister<UserService>(userInterface, { agent: this.#agent, canisterId });
  }

  /** The caller's own User canister. @throws {IcClientError} `NotRegistered`; `NotCreated` while there is none yet */
  async ownUser(): Promise<User> {
    return this.user(await this.directory.user_canister([]));
  }

  /** The User canister of a handle such as `alice`. @throws {IcClientError} `NotFound` */
  async userOf(handle: string): Promise<User> {
    return this.user((await this.directory.get_user({ handle })).canister_id);
  }

  /**
   * The caller's own User canister, once it has been created: that takes a while after `sign_up`.
   * @throws {IcClientError} `NotRegistered`; `NotCreated` when its creation failed, until `retry_sign_up`; `TimedOut`
   */
  async waitForUser({ timeoutMs = 300_000, intervalMs = 2_000 }: WaitOptions = {}): Promise<User> {
    const method = "whoami";
    for (let waited = 0; ; waited += intervalMs) {
      const { canister_status, user_canister } = await this.directory.whoami();
      const [canisterId] = user_canister;
      if ("CreationFailed" in canister_status) {
        throw new IcClientError("NotCreated", "The User canister could not be created.", { method });
      }
      // The id of a canister is known before it has been installed.
      if (canisterId !== undefined && !("CreationPending" in canister_status)) return this.user(canisterId);
      if (waited + intervalMs > timeoutMs) {
        throw new IcClientError("TimedOut", `There was no User canister in ${timeoutMs} ms.`, { method });
      }
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
    }
  }
}
