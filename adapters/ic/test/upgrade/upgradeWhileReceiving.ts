/** Upgrades a populated node, canister by canister, while its users and people elsewhere go on, and counts what has come of it. */

import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { moduleFile } from "../../build/canisters.ts";
import { withMetadata } from "../../build/wasmModule.ts";
import * as directoryBindings from "../../src/candid/directory.did.ts";
import type { UpgradeUserCanistersResponse } from "../../src/candid/directory.did.ts";
import * as federationBindings from "../../src/candid/federation.did.ts";
import { userSchema } from "../../src/user/tables.ts";
import type { PopulatedNode } from "../population/populatedNode.ts";
import { auditCanisters } from "../support/auditNode.ts";
import { installArgument, operator, uploadChunks } from "../support/canisterNode.ts";
import type { RemoteServer } from "../support/remoteServer.ts";
import { rowsOf } from "../support/rowsOf.ts";
import { Arrivals } from "./arrivals.ts";
import { checkArrivals } from "./checkArrivals.ts";
import { Ingress } from "./ingress.ts";
import { sceneOf } from "./scene.ts";

const MINUTE_MS = 60_000;
const ROUND_MS = 1_000;
/**
 * Of a runtime in which fewer messages share a round than on the network: the canisters of a batch are upgraded one
 * after the other then. With more users there is more to deliver, and rounds are as long as that needs.
 */
export const shortRounds = (users: number) => ({
  roundInstructions: BigInt(Math.max(100_000_000, Math.min(7_000_000_000, users * 16_000_000))),
});
/** Arrivals that are under way before the first canister is upgraded; each one upgraded lets another begin. */
const AT_FIRST = 8;

export interface UpgradeFigures {
  readonly users: number;
  /** Rows of statuses in all homes before. */
  readonly statuses: number;
  readonly upgraded: number;
  /** Posts, follows and signed activities. */
  readonly sent: number;
  readonly taken: number;
  /** Taken while some User canisters had been upgraded and others had not. */
  readonly takenBetween: number;
  /** How often something was told to try again: its canister was stopped. */
  readonly triedAgain: number;
  readonly rounds: number;
  readonly audited: number;
  /** What was lost or doubled: nothing. */
  readonly faults: readonly string[];
}

/** @param progress hears now and then how far the upgrade is */
export async function upgradeWhileReceiving(
  populated: PopulatedNode,
  there: RemoteServer,
  progress: (line: string) => void = () => undefined,
): Promise<UpgradeFigures> {
  const { node, homes } = populated;
  const { runtime, directory, directoryId, federationId } = node;
  const all = new Map([["author", populated.author], ...homes]);
  const ingress = new Ingress(runtime);
  const scene = await sceneOf(populated, there, ingress);
  progress("people elsewhere are known");

  const next = gzipSync(
    withMetadata(gunzipSync(await readFile(moduleFile("user"))), "mastic:test", "the next version"),
  );
  const hash = createHash("sha256").update(next).digest("hex");
  const chunks = await uploadChunks(directory, next);
  const arrivals = new Arrivals(scene);
  for (let nth = 0; nth < AT_FIRST; nth += 1) arrivals.begin();
  const started = ingress.call(directoryId, operator, directoryBindings, "upgrade_user_canisters", chunks);
  started.catch(() => undefined);

  let takenBetween = 0;
  let rounds = 0;
  let operators: Promise<void> | undefined;
  const deployment = { isDone: false };
  for (let upgraded = 0; upgraded < all.size || !deployment.isDone || arrivals.isComing; rounds += 1) {
    const taken = arrivals.taken;
    await ingress.runRound();
    await runtime.advanceTime(ROUND_MS);
    const { canisters } = await runtime.state();
    const now = [...all.values()].filter((home) => {
      const module = canisters.get(home.toText())?.module;
      return module !== undefined && Buffer.from(module.hash).toString("hex") === hash;
    }).length;
    if (now > upgraded)
      progress(`${now} canisters are upgraded, ${arrivals.taken} of ${arrivals.sent} taken`);
    if (upgraded > 0 && now < all.size) takenBetween += arrivals.taken - taken;
    for (; upgraded < now; upgraded += 1) arrivals.begin();
    if (upgraded >= all.size / 2 && operators === undefined) {
      operators = (async () => {
        await upgradeStopped(ingress, federationId, "federation");
        await upgradeStopped(ingress, directoryId, "directory");
        deployment.isDone = true;
      })();
      operators.catch(() => undefined);
    }
    if (rounds > 20_000) throw new Error("The upgrade does not end.");
  }
  if ("Err" in ((await started) as UpgradeUserCanistersResponse)) throw new Error("It is not upgraded.");
  await operators;
  await arrivals.allTaken();
  progress("all has been taken");
  // Whoever was stopped when something arrived hears of it later.
  for (let wait = 0; wait < 6; wait += 1) {
    await runtime.advanceTime(11 * MINUTE_MS);
    await node.settle();
    progress(`${(wait + 1) * 11} minutes later`);
  }
  progress("all has been delivered");

  const status = await directory.get_upgrade_status();
  const faults: string[] = status.in_progress ? ["the upgrade is still in progress"] : [];
  if (status.failures.length > 0) faults.push(`${status.failures.length} canisters were not upgraded`);
  let statuses = 0;
  for (const [handle, home] of all) {
    const old = scene.rows.get(handle) ?? [];
    if (handle !== "author") statuses += old.filter(([table]) => table === "statuses").length;
    faults.push(...checkArrivals(handle, old, await rowsOf(runtime, home, userSchema), arrivals.arrived));
  }
  progress("all homes have been looked at");
  const audit = await auditCanisters(runtime, { [hash]: "user" });
  const { sent, taken, triedAgain } = arrivals;
  return {
    users: homes.size,
    statuses,
    upgraded: Number(status.completed),
    sent,
    taken,
    takenBetween,
    triedAgain,
    rounds,
    audited: audit.audited,
    faults: [...faults, ...audit.faults],
  };
}

/** As `icp deploy` does it. */
async function upgradeStopped(
  ingress: Ingress,
  canisterId: Principal,
  name: "directory" | "federation",
): Promise<void> {
  const target = IDL.Record({ canister_id: IDL.Principal });
  const install = IDL.Record({
    mode: IDL.Variant({ upgrade: IDL.Opt(IDL.Record({})) }),
    canister_id: IDL.Principal,
    wasm_module: IDL.Vec(IDL.Nat8),
    arg: IDL.Vec(IDL.Nat8),
  });
  const manage = (method: string, argument: Uint8Array) =>
    ingress.send(Principal.managementCanister(), canisterId, operator, method, argument);
  const id = { canister_id: canisterId };
  const bindings = name === "directory" ? directoryBindings : federationBindings;
  const wasm_module = await readFile(moduleFile(name));
  const arg = installArgument(bindings, { Upgrade: {} });
  await manage("stop_canister", IDL.encode([target], [id]));
  await manage("install_code", IDL.encode([install], [{ ...id, mode: { upgrade: [] }, wasm_module, arg }]));
  await manage("start_canister", IDL.encode([target], [id]));
}
