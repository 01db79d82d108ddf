/** The parts of a Directory canister, and who of them performs which of its effects. */

import { createDirectory, separateHomePerformers, type Context, type Directory } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import * as federationBindings from "../candid/federation.did.ts";
import { remote } from "../frame/remote.ts";
import type { Host } from "../host/host.ts";
import type { Performers } from "../host/outbox.ts";
import { UPGRADE_USERS, upgradeUsers } from "./batchUpgrade.ts";
import { limitingRetries } from "./deletionRetries.ts";
import { domainBlockPerformers } from "./domainBlocks.ts";
import { forwardReport } from "./forwardReport.ts";
import { UNSTAGE_REMOVED, unstageRemoved, unstagingRemoved } from "./removedUploaders.ts";
import type { DirectorySettings } from "./settings.ts";
import { TOP_UP, topUp } from "./topUp.ts";
import { UserCanisters } from "./userCanisters.ts";

export interface DirectoryParts {
  readonly context: Context;
  readonly settings: DirectorySettings;
  readonly directory: Directory;
}

export function buildDirectory({ context, settings }: Host<DirectorySettings>): {
  parts: DirectoryParts;
  performers: Performers;
} {
  const federation = Principal.fromText(settings.federation);
  return {
    parts: {
      context,
      settings,
      directory: unstagingRemoved(context, limitingRetries(context, createDirectory(context))),
    },
    performers: {
      ...separateHomePerformers(context, new UserCanisters(context, settings)),
      deliver: forwardReport(remote<federationBindings._SERVICE>(federationBindings), federation),
      ...domainBlockPerformers(context, federation),
      [UPGRADE_USERS]: upgradeUsers(context),
      [TOP_UP]: topUp(context, federation),
      [UNSTAGE_REMOVED]: unstageRemoved(context, federation),
    },
  };
}
