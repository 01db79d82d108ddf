/** UC17 on canisters: every home is one, and the Directory upgrades them by batches (spec 05: UpgradeUserCanisters). */

import type { HomeUpgrades } from "@mastic/core/contract";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { moduleFile } from "../../../build/canisters.ts";
import { withMetadata } from "../../../build/wasmModule.ts";
import { operator, person, uploadChunks } from "../../support/canisterNode.ts";
import type { CanisterJourneyHost } from "../host.ts";
import { reaching } from "../refusal.ts";
import { CoreError } from "@mastic/core";

const MINUTE_MS = 60_000;
/** More than the scheduler takes in hand for all five tries of each canister. */
const ROUNDS = 10;
const TRIES = 5;

export function homeUpgrades(host: CanisterJourneyHost): HomeUpgrades {
  const node = host.canisters;
  let wanted = "";

  async function moduleFor(version: "next" | "broken") {
    if (version === "broken") return uploadChunks(node.as(operator), new TextEncoder().encode("no module"));
    const next = withMetadata(gunzipSync(await readFile(moduleFile("user"))), "version", "next");
    const module = await uploadChunks(node.as(operator), next);
    wanted = hex(module.module_hash);
    return module;
  }

  return {
    async begin(who, version) {
      const module = await moduleFor(version);
      const caller = who === "operator" ? operator : person("stranger");
      try {
        const reply = await reaching({ principal: "anyone" }, () =>
          node.as(caller).upgrade_user_canisters(module),
        );
        if ("Ok" in reply) return "Ok";
        if ("AlreadyInProgress" in reply.Err) return "InProgress";
        throw new Error(JSON.stringify(reply.Err));
      } catch (error) {
        if (error instanceof CoreError && error.code === "Unauthorized") return "Refused";
        throw error;
      }
    },
    async finish() {
      for (let round = 0; round < ROUNDS; round += 1) await host.settle();
      // What came while its receiver was stopped comes again.
      await host.advance(11 * MINUTE_MS);
      await host.settle();
    },
    async status() {
      const { in_progress, completed, permanently_failed, failures } =
        await node.directory.get_upgrade_status();
      const impatient = failures.filter(({ attempts }) => attempts !== TRIES);
      if (!in_progress && impatient.length > 0) throw new Error(`${impatient.length} were given up early.`);
      return { done: !in_progress, completed: Number(completed), givenUp: Number(permanently_failed) };
    },
    async isUpgraded(handle) {
      const found = await node.directory.get_user({ handle });
      if ("Err" in found) throw new Error(`There is no ${handle}.`);
      const { moduleHash } = await node.runtime.canisterStatus({
        canisterId: found.Ok.canister_id,
        sender: node.directoryId,
      });
      return hex(moduleHash ?? []) === wanted;
    },
  };
}

const hex = (bytes: Uint8Array | readonly number[]): string => Buffer.from(bytes).toString("hex");
