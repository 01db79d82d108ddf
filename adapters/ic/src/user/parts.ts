/** The parts of a User canister, and who of them performs which of its effects. */

import {
  createHome,
  createUser,
  homeTimers,
  slidingMinute,
  type Context,
  type Home,
  type Owner,
  type User,
} from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import { canisterCrypto } from "../crypto/cryptoPort.ts";
import type { Host } from "../host/host.ts";
import type { Performers } from "../host/outbox.ts";
import { expectCaller } from "../host/principals.ts";
import { Elsewhere } from "./elsewhere.ts";
import { forgettingFiles } from "./forgetFiles.ts";
import { MAKE_KEYS, makeKeys } from "./makeKeys.ts";
import { Moderators } from "./moderators.ts";
import { outgoing } from "./outgoing.ts";
import { SWEEP_FILES, sweepFiles } from "./sweepFiles.ts";
import type { UserSettings } from "./settings.ts";

export interface UserParts {
  readonly context: Context;
  readonly settings: UserSettings;
  /** The id of the account, and the owner of its rows. */
  readonly owner: Owner;
  readonly directory: Principal;
  readonly federation: Principal;
  /** Who moderates, as far as it is known here. */
  readonly moderators: Moderators;
  readonly user: User;
  readonly home: Home;
  /** What leaves the home. */
  readonly outgoing: Performers;
}

export function buildUser({ context, settings, randomness }: Host<UserSettings>): {
  parts: UserParts;
  performers: Performers;
} {
  const owner = BigInt(settings.accountId);
  expectCaller(settings.owner);
  const directory = Principal.fromText(settings.directory);
  const federation = Principal.fromText(settings.federation);
  const home = createHome(
    { ...context, home: owner, crypto: canisterCrypto },
    new Elsewhere(federation, context.instance.host),
  );
  const moderators = new Moderators(directory);
  const user = forgettingFiles(
    context,
    owner,
    createUser({
      ...context,
      owner,
      gather: home.gather,
      rateLimit: slidingMinute(context.instance.limits.actionsPerMinute),
      // The Directory asks for its moderators, whom it has checked.
      isModerator: async (principal) => principal === settings.directory || moderators.has(principal),
    }),
  );
  const sending = outgoing(context, owner, { federation, directory });
  return {
    parts: { context, settings, owner, directory, federation, moderators, user, home, outgoing: sending },
    performers: {
      ...home.perform,
      ...homeTimers(context),
      ...sending,
      [SWEEP_FILES]: sweepFiles(context, owner),
      [MAKE_KEYS]: makeKeys(context, owner, randomness, settings.schnorrKeyName),
    },
  };
}
