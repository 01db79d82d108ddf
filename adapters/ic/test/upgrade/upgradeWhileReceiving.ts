/** Upgrades a populated node, canister by canister, while its users and people elsewhere go on, and counts what has come of it. */

import { Principal } from "@icp-sdk/core/principal";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { moduleFile } from "../../build/canisters.ts";
import { withMetadata } from "../../build/wasmModule.ts";
import * as directoryBindings from "../../src/candid/directory.did.ts";
import * as federationBindings from "../../src/candid/federation.did.ts";
import { userSchema } from "../../src/user/tables.ts";
import type { PopulatedNode } from "../population/populatedNode.ts";
import { post } from "../support/publishing.ts";
import { writeRows, type NamedRow } from "../population/rows.ts";
import { auditCanisters } from "../support/auditNode.ts";
import { installArgument, operator, person, uploadChunks } from "../support/canisterNode.ts";
import type { RemoteServer } from "../support/remoteServer.ts";
import { rowsOf } from "../support/rowsOf.ts";

/** What stays as it is, whatever arrives. */
const LASTING = new Set(["profiles", "keyPairs", "following", "followers", "feed", "statuses"]);
const MINUTE_MS = 60_000;
/** People elsewhere who each follow one user meanwhile. */
const STRANGERS = 20;

export interface UpgradeFigures {
  readonly users: number;
  /** Rows of statuses in all homes before. */
  readonly statuses: number;
  readonly upgraded: number;
  /** Posts of the author that arrived meanwhile, and follows from elsewhere. */
  readonly posts: number;
  readonly follows: number;
  readonly audited: number;
  /** What was lost or doubled: nothing. */
  readonly faults: readonly string[];
}

/** @param progress hears after each round how far the upgrade is */
export async function upgradeWhileReceiving(
  { node, author, homes }: PopulatedNode,
  there: RemoteServer,
  progress: (line: string) => void = () => undefined,
): Promise<UpgradeFigures> {
  const { runtime, directory, directoryId, federationId } = node;
  const before = new Map<string, Set<string>>();
  for (const [handle, home] of homes) before.set(handle, lasting(await rowsOf(runtime, home, userSchema)));

  const next = gzipSync(
    withMetadata(gunzipSync(await readFile(moduleFile("user"))), "mastic:test", "the next version"),
  );
  const started = await directory.upgrade_user_canisters(await uploadChunks(directory, next));
  if ("Err" in started) throw new Error(JSON.stringify(started.Err));
  const posts: string[] = [];
  const followed: string[] = [];
  const handles = [...homes.keys()];
  const writer = node.user(author, person("author"));
  const gateway = node.federation(Principal.anonymous());
  const inProgress = async () => {
    const { in_progress, completed } = await directory.get_upgrade_status();
    progress(`${completed} canisters have been upgraded, ${posts.length} posts meanwhile`);
    return in_progress;
  };
  for (let round = 0; round < 3 || (await inProgress()); round += 1) {
    const published = await writer
      .publish_status(post(`While you are upgraded: ${round}`))
      .catch(() => undefined);
    // Its own turn to be stopped: it says so, and is asked again in the next round.
    if (published !== undefined && "Ok" in published) posts.push(published.Ok.uri);
    const handle = handles[round];
    if (handle !== undefined && round < STRANGERS) {
      const stranger = there.person(`stranger${round}`);
      const follow = stranger.activity("Follow", `https://here.example/users/${handle}`);
      const answer = await gateway.http_request_update(
        await stranger.posts(`/users/${handle}/inbox`, follow, await runtime.getTime()),
      );
      if (answer.status_code === 202) followed.push(handle);
    }
    await runtime.tick(1);
    await runtime.advanceTime(5_000);
    if (round === 1)
      await upgradeStopped(
        node,
        federationId,
        "federation",
        installArgument(federationBindings, { Upgrade: {} }),
      );
    if (round === 2)
      await upgradeStopped(
        node,
        directoryId,
        "directory",
        installArgument(directoryBindings, { Upgrade: {} }),
      );
    if (round > 10_000) throw new Error("The upgrade does not end.");
  }
  progress("all that waits is delivered");
  // Whoever was stopped when something arrived hears of it later.
  for (let wait = 0; wait < 6; wait += 1) {
    await runtime.advanceTime(11 * MINUTE_MS);
    await node.settle();
  }

  const faults: string[] = [];
  let statuses = 0;
  for (const [handle, home] of homes) {
    const rows = await rowsOf(runtime, home, userSchema);
    const after = lasting(rows);
    const old = before.get(handle) ?? new Set();
    statuses += [...old].filter((row) => row.startsWith('["statuses"')).length;
    const lost = [...old].filter((row) => !after.has(row));
    if (lost.length > 0) faults.push(`${handle} lost ${lost.length} rows, the first is ${lost[0]}`);
    for (const uri of posts) {
      const ids = rows
        .filter(([table, row]) => table === "statuses" && row["uri"] === uri)
        .map(([, row]) => row["id"]);
      const entries = rows.filter(([table, row]) => table === "feed" && row["statusId"] === ids[0]);
      if (ids.length !== 1 || entries.length !== 1)
        faults.push(`${handle} has ${uri} ${ids.length} times, in the feed ${entries.length} times`);
    }
    const followers = rows.filter(([table]) => table === "followers").length;
    const wanted = followed.filter((it) => it === handle).length;
    if (followers !== wanted) faults.push(`${handle} has ${followers} followers for ${wanted}`);
  }
  const audit = await auditCanisters(runtime, { [hashOf(next)]: "user" });
  const status = await directory.get_upgrade_status();
  if (status.failures.length > 0) faults.push(`${status.failures.length} canisters were not upgraded`);
  return {
    users: homes.size,
    statuses,
    upgraded: Number(status.completed),
    posts: posts.length,
    follows: followed.length,
    audited: audit.audited,
    faults: [...faults, ...audit.faults],
  };
}

/** As `icp deploy` does it. */
async function upgradeStopped(
  { runtime }: PopulatedNode["node"],
  canisterId: Principal,
  name: "directory" | "federation",
  arg: Uint8Array,
): Promise<void> {
  await runtime.stopCanister({ canisterId, sender: operator });
  await runtime.upgradeCanister({ canisterId, sender: operator, wasm: moduleFile(name), arg });
  await runtime.startCanister({ canisterId, sender: operator });
}

const lasting = (rows: readonly NamedRow[]): Set<string> =>
  new Set(rows.filter(([table]) => LASTING.has(table)).map((row) => writeRows(row)));

const hashOf = (module: Uint8Array): string => createHash("sha256").update(module).digest("hex");
