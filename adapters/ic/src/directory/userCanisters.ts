/** Makes, suspends and removes User canisters: the homes of a node whose users have a canister each (flows "Create Profile", "Delete Profile"). */

import {
  accounts,
  INSTANCE,
  newAccount,
  users,
  type Context,
  type HomeKeeper,
  type UserRow,
} from "@mastic/core";
import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import * as federationBindings from "../candid/federation.did.ts";
import * as userBindings from "../candid/user.did.ts";
import { CallError } from "../engine/call.ts";
import { toHex } from "../crypto/hex.ts";
import { installType } from "../frame/interface.ts";
import { remote } from "../frame/remote.ts";
import { management } from "../host/management.ts";
import { self } from "../host/principals.ts";
import type { DirectorySettings } from "./settings.ts";
import { tellAllDomainBlocks } from "./domainBlocks.ts";
import { balances } from "./tables.ts";
import { upgradeUserCanister } from "./upgradeUserCanister.ts";
import { installUserModule, nameOfUserModule } from "./userModule.ts";

const callUser = remote<userBindings._SERVICE>(userBindings);
const callFederation = remote<federationBindings._SERVICE>(federationBindings);

export class UserCanisters implements HomeKeeper {
  readonly #context: Context;
  readonly #settings: DirectorySettings;
  /** Canisters that were created and are not written down yet, by their user. */
  readonly #created = new Map<bigint, Principal>();

  constructor(context: Context, settings: DirectorySettings) {
    this.#context = context;
    this.#settings = settings;
  }

  async create(user: UserRow): Promise<void> {
    const canister =
      user.canisterId === null ? await this.#createCanister(user) : Principal.fromText(user.canisterId);
    const module = await nameOfUserModule(this.#context.store);
    if (user.canisterId === null) await this.#install(user, canister);
    else await this.#installOrUpgrade(user, canister, module);
    await this.#register(user, canister, { Active: null });
    await tellAllDomainBlocks(this.#context, canister);
    // An upgrade of all that has begun meanwhile has passed this one by, as it is not active yet.
    if ((await nameOfUserModule(this.#context.store)) !== module) throw new Error("There is a new module.");
    await this.#context.store.turn(INSTANCE, async (turn) => {
      await turn.insertIfAbsent(accounts, newAccount(this.#context, turn, user));
    });
  }

  async suspend(user: UserRow, suspended: boolean, version: bigint): Promise<void> {
    const canister = canisterOf(user);
    expectOk(await callUser(canister, "set_suspended", [{ suspended, version }]), "set_suspended");
    await this.#register(user, canister, suspended ? { Suspended: null } : { Active: null });
  }

  async remove(user: UserRow): Promise<void> {
    if (user.canisterId !== null) {
      const canister = canisterOf(user);
      await this.#register(user, canister, { Deleted: null });
      await destroy(canister);
    }
    await this.#context.store.turn(INSTANCE, async (turn) => {
      await turn.delete(accounts, { id: user.id });
      if (user.canisterId !== null) await turn.delete(balances, { canisterId: user.canisterId });
    });
  }

  /**
   * The management canister says but once which canister it has created, and lists none: should the message that hears
   * it trap, the canister would be lost with its cycles. So that message does no more than remember it in the heap; it
   * ends with the next call. The message after that writes it down, and finds it again should it trap.
   */
  async #createCanister({ id }: UserRow): Promise<Principal> {
    const canister = this.#created.get(id) ?? (await this.#ask());
    this.#created.set(id, canister);
    await management("canister_status", [{ canister_id: canister }]);
    const canisterId = canister.toText();
    await this.#context.store.turn(INSTANCE, (turn) => turn.update(users, { id }, { canisterId }));
    this.#created.delete(id);
    return canister;
  }

  async #ask(): Promise<Principal> {
    const { creationFee, initialCycles } = this.#settings;
    const { canister_id } = await management(
      "create_canister",
      [
        {
          settings: [{ controllers: [[self()]], freezing_threshold: [], wasm_memory_limit: [] }],
          sender_canister_version: [],
        },
      ],
      BigInt(creationFee) + BigInt(initialCycles),
    );
    return canister_id;
  }

  /** It may have been made long ago: upgrades of all leave out who is not active. @param module its SHA-256 */
  async #installOrUpgrade(user: UserRow, canister: Principal, module: string | undefined): Promise<void> {
    const { module_hash, status } = await management("canister_status", [{ canister_id: canister }]);
    const [installed] = module_hash;
    if (installed === undefined) return this.#install(user, canister);
    if (toHex(installed) !== module) return upgradeUserCanister(this.#context.store, canister);
    // An upgrade whose end was not heard of has left it stopped.
    if (!("running" in status)) await management("start_canister", [{ canister_id: canister }]);
  }

  async #install(user: UserRow, canister: Principal): Promise<void> {
    const { publicUrl, federation, schnorrKeyName } = this.#settings;
    const args: userBindings.UserInstallArgs = {
      Init: {
        owner: Principal.fromText(user.principal),
        federation_canister: Principal.fromText(federation),
        handle: user.handle,
        public_url: publicUrl,
        directory_canister: [self()],
        account_id: [user.id],
        schnorr_key_name: [schnorrKeyName],
      },
    };
    const arg = new Uint8Array(IDL.encode([installType(userBindings)], [args]));
    await installUserModule(this.#context.store, canister, { install: null }, arg);
  }

  /** The Federation serves and routes for those it is told of. */
  async #register(
    user: UserRow,
    canister: Principal,
    standing: federationBindings.UserStanding,
  ): Promise<void> {
    const reply = await callFederation(Principal.fromText(this.#settings.federation), "register_user", [
      {
        account_id: user.id,
        principal: Principal.fromText(user.principal),
        handle: user.handle,
        canister_id: canister,
        standing,
      },
    ]);
    expectOk(reply, "register_user");
  }
}

function canisterOf(user: UserRow): Principal {
  if (user.canisterId === null) throw new Error(`${user.handle} has no canister.`);
  return Principal.fromText(user.canisterId);
}

/** Goes on where an earlier try has not heard what came of it. */
async function destroy(canister_id: Principal): Promise<void> {
  const found = await statusOf(canister_id);
  if (found === undefined) return;
  if (found.module_hash.length > 0) {
    // Stopped, it would never say that it has taken leave.
    if (!("running" in found.status)) await management("start_canister", [{ canister_id }]);
    expectOk(await callUser(canister_id, "delete_profile", []), "delete_profile");
  }
  await management("stop_canister", [{ canister_id }]);
  await management("delete_canister", [{ canister_id }]);
}

/** @returns `undefined` for one that has been deleted */
async function statusOf(canister_id: Principal) {
  try {
    return await management("canister_status", [{ canister_id }]);
  } catch (error) {
    if (error instanceof CallError && error.code === "destination_invalid") return undefined;
    throw error;
  }
}

/** @throws {Error} for a refusal: the effect is tried again */
function expectOk(reply: object, method: string): void {
  if ("Err" in reply) throw new Error(`${method} was refused: ${JSON.stringify(reply.Err)}`);
}
