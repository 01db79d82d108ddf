/** Who plays in a story on canisters: the principals behind the stories' names for them. */

import { MODERATOR } from "@mastic/core/contract";
import type { Caller } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import { moderator, person } from "../support/canisterNode.ts";

export class People {
  readonly #names = new Map<string, string>();

  principal(name: string): Principal {
    const principal = name === MODERATOR ? moderator : person(name);
    this.#names.set(principal.toText(), name);
    return principal;
  }

  caller({ principal }: Caller): Principal {
    return principal === null ? Principal.anonymous() : this.principal(principal);
  }

  /** Everybody who has been named so far. */
  get all(): readonly string[] {
    return [...this.#names.values()];
  }
}
