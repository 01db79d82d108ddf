/**
 * A node with many users, each with a User canister and posts of their own, all of whom follow one of them.
 *
 * Two people come as people come: they sign up, one follows the other and posts. Everybody else has the follower's
 * rows under another name, told to a canister that is upgraded to be a User canister then: to sign up hundreds would
 * take an hour of making keys. So all but two of them have the same keys.
 */

import { coreSchema, type Schema } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import { moduleFile } from "../../build/canisters.ts";
import * as directoryBindings from "../../src/candid/directory.did.ts";
import * as federationBindings from "../../src/candid/federation.did.ts";
import * as userBindings from "../../src/candid/user.did.ts";
import { directorySchema } from "../../src/directory/tables.ts";
import { userSchema } from "../../src/user/tables.ts";
import type { CanisterRuntimeOptions } from "@mastic/canister-runtime";
import {
  installArgument,
  operator,
  person,
  startCanisterNode,
  type CanisterNode,
} from "../support/canisterNode.ts";
import { publish } from "../support/publishing.ts";
import { rowsOf } from "../support/rowsOf.ts";
import { populationModule, tellRows } from "./populationCanister.ts";
import { copyRows, rowsWith, type NamedRow, type Told } from "./rows.ts";

export interface PopulatedNode {
  readonly node: CanisterNode;
  /** Whom all follow. */
  readonly author: Principal;
  /** The followers' canisters, by handle. */
  readonly homes: ReadonlyMap<string, Principal>;
}

/** Ids that the node has made, of the time before: a millisecond each. */
const MILLISECOND = 65_536n;
const START = Date.UTC(2026, 5, 1);
const CYCLES = 2_000_000_000_000n;

/** Those whose posts stand in a feed beside its owner's: followed, one after the other, from the first home on. */
const neighbour = (nth: number): string => `neighbour${nth}`;

/**
 * @param users how many follow the author @param posts how many each of them has posted, by its place from 1 on
 * @param progress hears now and then how far it is
 * @param writers how many people each of them follows besides the author, who have written in turns what it has posted
 */
export async function populatedNode(
  users: number,
  posts: number | ((nth: number) => number),
  options: CanisterRuntimeOptions = {},
  progress: (line: string) => void = () => undefined,
  writers: (nth: number) => number = () => 0,
): Promise<PopulatedNode> {
  const node = await startCanisterNode({ time: START, ...options });
  const { runtime, directoryId, federationId } = node;
  const author = await node.signUp(person("author"), "author");
  // Followers have ids of the milliseconds before the first one's, and none of these may be the author's.
  await runtime.advanceTime(users + 1_000);
  const template = await node.signUp(person("template"), "template");
  // At one time, two canisters give the same id to different things.
  const later = async () => {
    await node.settle();
    await runtime.advanceTime(1_000);
  };
  await later();
  const first = node.user(template, person("template"));
  await first.follow_user({ handle: "author" });
  await later();
  const { id: statusId } = await publish(first, "Good morning.");
  await later();

  const populate = await populationModule();
  const tell = (canisterId: Principal, sender: Principal, told: Told) =>
    tellRows(runtime, canisterId, sender, told);
  const own = await rowsOf(runtime, template, userSchema);
  const id = [...rowsWith(own, "template")].find(([table]) => table === "profiles")?.[1][
    "accountId"
  ] as bigint;
  const ofStatus = rowsWith(own, String(statusId));
  const rest = own.filter((row) => !ofStatus.includes(row));
  const ofFollowed = rowsWith(own, "author").filter(([table]) => table === "accounts" || table === "following"); // prettier-ignore
  const [followed = 0n, follow = 0n] = ["accounts", "following"].map(
    (name) => ofFollowed.find(([table]) => table === name)?.[1]["id"] as bigint,
  );

  const homes = new Map([["template", template]]);
  const names: ReadonlyMap<string, string>[] = [];
  for (let nth = 1; nth < users; nth += 1) {
    const handle = `user${nth}`;
    const canisterId = await runtime.createCanister({ sender: directoryId, cycles: CYCLES });
    const words = new Map([
      [person("template").toText(), person(handle).toText()],
      [template.toText(), canisterId.toText()],
      ["template", handle],
      [String(id), String(id - BigInt(nth) * MILLISECOND)],
    ]);
    names.push(words);
    const rows = copyRows(rest, words);
    const owner = id - BigInt(nth) * MILLISECOND;
    const before = (made: bigint, kth: number): string => String(made - BigInt(kth + 1) * MILLISECOND);
    for (let kth = 0; kth < writers(nth); kth += 1)
      rows.push(
        ...copyRows(
          ofFollowed,
          new Map([
            ...words,
            ["author", neighbour(kth)],
            [String(followed), before(followed, kth)],
            [String(follow), before(follow, kth)],
          ]),
        ),
      );
    for (let mth = 0; mth < (typeof posts === "number" ? posts : posts(nth)); mth += 1) {
      const copy = String(statusId - BigInt(mth) * MILLISECOND);
      const posted = copyRows(ofStatus, new Map([...words, [String(statusId), copy]]));
      const kth = mth % Math.max(1, writers(nth));
      const written = new Map([
        [handle, neighbour(kth)],
        [String(owner), before(followed, kth)],
      ]);
      rows.push(...(writers(nth) === 0 ? posted : copyRows(posted, written)));
    }
    await runtime.installCode({ canisterId, sender: directoryId, wasm: populate });
    // Rows of the canister itself first, then those that the owner has.
    await tell(canisterId, directoryId, { schema: "user", owner: 0n, rows: ofScope(rows, userSchema, true) });
    await tell(canisterId, directoryId, { schema: "user", owner, rows: ofScope(rows, userSchema, false) });
    await runtime.upgradeCanister({
      canisterId,
      sender: directoryId,
      wasm: moduleFile("user"),
      arg: installArgument(userBindings, { Upgrade: {} }),
    });
    homes.set(handle, canisterId);
    if (nth % 50 === 0) progress(`${nth} users have their canisters`);
  }
  progress("they are introduced");

  /** Has a canister that knows the first follower know all the others. */
  async function introduce(
    canisterId: Principal,
    sender: Principal,
    schema: Told["schema"],
    tables: Schema,
    owner: bigint,
    wasm: string,
    arg: Uint8Array,
  ): Promise<void> {
    const known = await rowsOf(runtime, canisterId, tables);
    const named = rowsWith(known, "template");
    const account = named.find(([table]) => table === "accounts")?.[1]["id"] as bigint;
    const linked = [...new Set([...named, ...rowsWith(known, String(account))])];
    const about = linked.filter(([table]) => table !== "settings" && table !== "counters");
    const others = new Set(known.filter((row) => !about.includes(row)).flatMap(idsIn));
    const ids = new Set(about.flatMap(idsIn).filter((it) => !others.has(it)));
    await runtime.upgradeCanister({ canisterId, sender, wasm: populate });
    for (const [at, words] of names.entries()) {
      const shifted = [...ids].map((it) => [String(it), String(it - BigInt(at + 1) * MILLISECOND)] as const);
      const rows = copyRows(about, new Map([...words, ...shifted]));
      await tell(canisterId, sender, { schema, owner: 0n, rows: ofScope(rows, tables, true) });
      if (owner !== 0n) await tell(canisterId, sender, { schema, owner, rows: ofScope(rows, tables, false) });
    }
    await runtime.upgradeCanister({ canisterId, sender, wasm, arg });
  }
  const upgrade = { Upgrade: {} };
  const ofAuthor = (await rowsOf(runtime, author, userSchema)).find(([table]) => table === "profiles");
  const authorId = ofAuthor?.[1]["accountId"] as bigint;
  await introduce(directoryId, operator, "directory", directorySchema, 0n, moduleFile("directory"), installArgument(directoryBindings, upgrade)); // prettier-ignore
  await introduce(federationId, operator, "federation", coreSchema, 0n, moduleFile("federation"), installArgument(federationBindings, upgrade)); // prettier-ignore
  await introduce(author, directoryId, "user", userSchema, authorId, moduleFile("user"), installArgument(userBindings, upgrade)); // prettier-ignore
  await node.settle();
  return { node, author, homes };
}

/** Rows of the instance and shared ones; or those of a user. */
function ofScope(rows: readonly NamedRow[], { tables }: Schema, isShared: boolean): NamedRow[] {
  const owned = new Set(tables.filter(({ scope }) => scope === "user").map(({ name }) => name));
  return rows.filter(([table]) => owned.has(table) !== isShared);
}

/** Snowflakes: everything smaller is a number of something. */
function idsIn([, row]: NamedRow): bigint[] {
  return Object.values(row).filter((it): it is bigint => typeof it === "bigint" && it > MILLISECOND);
}
