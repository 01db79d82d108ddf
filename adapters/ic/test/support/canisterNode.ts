/** A Mastic node made of its built canisters, in the runtime: installed as an operator installs it. */

import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import {
  CanisterRuntime,
  type Actor,
  type CanisterHost,
  type CanisterRuntimeOptions,
} from "@mastic/canister-runtime";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { moduleFile } from "../../build/canisters.ts";
import * as directoryBindings from "../../src/candid/directory.did.ts";
import * as federationBindings from "../../src/candid/federation.did.ts";
import * as userBindings from "../../src/candid/user.did.ts";
import { installType, type Bindings } from "../../src/frame/interface.ts";

export type DirectoryActor = Actor<directoryBindings._SERVICE>;
export type FederationActor = Actor<federationBindings._SERVICE>;
export type UserActor = Actor<userBindings._SERVICE>;

/** A principal as Internet Identity gives them: self-authenticating. */
export function person(name: string): Principal {
  return Principal.selfAuthenticating(new TextEncoder().encode(name));
}

export const moderator = person("moderator");
/** Who installed the canisters. */
export const operator = person("operator");

const CHUNK = 1_048_576;

export interface NodeOptions {
  readonly publicUrl?: string;
  /** Sign-ups are free unless this says otherwise. */
  readonly options?: Partial<directoryBindings.DirectoryOptions>;
  /** Whether a module for User canisters has been uploaded; it has unless this says otherwise. */
  readonly userModule?: boolean;
}

export interface CanisterNodeOptions extends CanisterRuntimeOptions, NodeOptions {
  /** The node joins this network instead of having one of its own. */
  readonly runtime?: CanisterRuntime;
}

/** A node in the runtime, unless it says where else. */
export interface CanisterNode<Host extends CanisterHost = CanisterRuntime> {
  readonly runtime: Host;
  readonly directoryId: Principal;
  readonly federationId: Principal;
  readonly directory: DirectoryActor;
  /** Calls the Directory as somebody. */
  as(caller: Principal): DirectoryActor;
  federation(caller: Principal): FederationActor;
  user(canister: Principal, caller: Principal): UserActor;
  /** Signs somebody up, and waits until the canister is there. */
  signUp(who: Principal, handle: string): Promise<Principal>;
  /** Runs whatever is due until nothing is. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function startCanisterNode({
  publicUrl,
  options,
  userModule,
  runtime,
  ...own
}: CanisterNodeOptions = {}): Promise<CanisterNode> {
  const wanted = {
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(options === undefined ? {} : { options }),
    ...(userModule === undefined ? {} : { userModule }),
  };
  if (runtime !== undefined) return installNode(runtime, wanted);
  const made = await CanisterRuntime.create(own);
  return { ...(await installNode(made, wanted)), close: () => made.tearDown() };
}

/** Installs a node where other canisters may be: `close` leaves the host as it is. */
export async function installNode<Host extends CanisterHost>(
  runtime: Host,
  { publicUrl = "https://here.example", options, userModule = true }: NodeOptions,
): Promise<CanisterNode<Host>> {
  const directoryId = await runtime.createCanister({ sender: operator });
  const federationId = await runtime.createCanister({ sender: operator });
  await runtime.installCode({
    canisterId: federationId,
    sender: operator,
    wasm: moduleFile("federation"),
    arg: installArgument(federationBindings, {
      Init: { directory_canister: directoryId, public_url: publicUrl, schnorr_key_name: ["dfx_test_key"] },
    }),
  });
  await runtime.installCode({
    canisterId: directoryId,
    sender: operator,
    wasm: moduleFile("directory"),
    arg: installArgument(directoryBindings, {
      Init: {
        initial_moderator: moderator,
        federation_canister: federationId,
        public_url: publicUrl,
        options: [
          {
            creation_fee_cycles: [],
            initial_cycles: [],
            sign_up_fee_cycles: [0n],
            top_up_policy: [],
            schnorr_key_name: ["dfx_test_key"],
            ...options,
          },
        ],
      },
    }),
  });
  const as = (caller: Principal) =>
    actor<directoryBindings._SERVICE>(runtime, directoryBindings, directoryId, caller);
  if (userModule) await uploadUserModule(as(operator), await readFile(moduleFile("user")));
  const settle = () => runtime.runUntilQuiet();
  return {
    runtime,
    directoryId,
    federationId,
    directory: as(operator),
    as,
    federation: (caller) => actor(runtime, federationBindings, federationId, caller),
    user: (canister, caller) => actor(runtime, userBindings, canister, caller),
    settle,
    async signUp(who, handle) {
      const reply = await as(who).sign_up(handle);
      if ("Err" in reply) throw new Error(`sign_up: ${JSON.stringify(reply.Err)}`);
      await settle();
      const found = await as(who).user_canister([]);
      if ("Err" in found) throw new Error(`user_canister: ${JSON.stringify(found.Err)}`);
      return found.Ok;
    },
    close: () => Promise.resolve(),
  };
}

/** Uploads a module in chunks, and names it for new User canisters. @returns its hashes */
export async function uploadUserModule(
  directory: DirectoryActor,
  module: Uint8Array,
): Promise<directoryBindings.SetUserModuleArgs> {
  const args = await uploadChunks(directory, module);
  const named = await directory.set_user_module(args);
  if ("Err" in named) throw new Error(JSON.stringify(named.Err));
  return args;
}

export async function uploadChunks(
  directory: DirectoryActor,
  module: Uint8Array,
): Promise<directoryBindings.SetUserModuleArgs> {
  const chunk_hashes: Uint8Array[] = [];
  for (let start = 0; start < module.length; start += CHUNK) {
    const reply = await directory.upload_user_module_chunk(module.subarray(start, start + CHUNK));
    if ("Err" in reply) throw new Error(JSON.stringify(reply.Err));
    chunk_hashes.push(Uint8Array.from(reply.Ok));
  }
  return { module_hash: createHash("sha256").update(module).digest(), chunk_hashes };
}

export function installArgument(bindings: Bindings, value: unknown): Uint8Array {
  return new Uint8Array(IDL.encode([installType(bindings)], [value]));
}

function actor<Service extends object>(
  runtime: CanisterHost,
  bindings: Bindings,
  canister: Principal,
  caller: Principal,
): Actor<Service> {
  const made = runtime.createActor<Service>(bindings.idlFactory, canister);
  made.setPrincipal(caller);
  return made;
}
