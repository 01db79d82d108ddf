/** The parts of a User canister, and who of them performs which of its effects. */

import type { Context, Owner } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import type { Host } from "../host/host.ts";
import type { Performers } from "../host/outbox.ts";
import type { UserSettings } from "./settings.ts";

export interface UserParts {
  readonly context: Context;
  readonly settings: UserSettings;
  /** The id of the account, and the owner of its rows. */
  readonly owner: Owner;
  readonly directory: Principal;
  readonly federation: Principal;
}

export function buildUser({ context, settings }: Host<UserSettings>): {
  parts: UserParts;
  performers: Performers;
} {
  const parts = {
    context,
    settings,
    owner: BigInt(settings.accountId),
    directory: Principal.fromText(settings.directory),
    federation: Principal.fromText(settings.federation),
  };
  return { parts, performers: {} };
}
