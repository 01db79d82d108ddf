/** The parts of a Federation canister, and who of them performs which of its effects. */

import { createFederation, type Federation, type FederationContext } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import { canisterCrypto } from "../crypto/cryptoPort.ts";
import type { Host } from "../host/host.ts";
import type { Performers } from "../host/outbox.ts";
import { CachedAnswers } from "./cachedAnswers.ts";
import { followersInHomes } from "./followersInHomes.ts";
import { keyCrypto } from "./keyCrypto.ts";
import { outcallsOf } from "./outcall.ts";
import { performers } from "./performers.ts";
import type { FederationSettings } from "./settings.ts";

export interface FederationParts {
  readonly context: FederationContext;
  readonly federation: Federation;
  readonly answers: CachedAnswers;
  readonly settings: FederationSettings;
  readonly directory: Principal;
}

export function buildFederation(host: Host<FederationSettings>): {
  parts: FederationParts;
  performers: Performers;
} {
  const { settings } = host;
  const context: FederationContext = {
    ...host.context,
    fetch: outcallsOf(host.context.instance),
    crypto: canisterCrypto,
    keyCrypto: keyCrypto(host.randomness),
    separateStores: true,
    separateMessages: true,
  };
  const federation = createFederation(context, followersInHomes(context));
  const directory = Principal.fromText(settings.directory);
  return {
    parts: {
      context,
      federation,
      answers: new CachedAnswers(),
      settings,
      directory,
    },
    performers: performers(context, federation, directory),
  };
}
