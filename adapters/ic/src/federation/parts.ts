/** The parts of a Federation canister, and who of them performs which of its effects. */

import type { Context } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import type { Host } from "../host/host.ts";
import type { Performers } from "../host/outbox.ts";
import type { FederationSettings } from "./settings.ts";

export interface FederationParts {
  readonly context: Context;
  readonly settings: FederationSettings;
  readonly directory: Principal;
}

export function buildFederation({ context, settings }: Host<FederationSettings>): {
  parts: FederationParts;
  performers: Performers;
} {
  return {
    parts: { context, settings, directory: Principal.fromText(settings.directory) },
    performers: {},
  };
}
