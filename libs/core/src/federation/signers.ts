/** Who signs: the instance actor for what the node fetches, a user's main key for what the user sends (spec 03: HTTP Signatures). */

import type { PrivateKey } from "@mastic/http-signatures";
import { CoreError } from "../error.ts";
import { accounts } from "../schema/accounts.ts";
import { settings } from "../schema/instance.ts";
import { keyPairs } from "../schema/user.ts";
import { INSTANCE, type Owner } from "../store/store.ts";
import type { FederationContext } from "./context.ts";
import { ExpiringMap } from "./expiringMap.ts";

export interface Signer {
  /** As the actor's document lists it. */
  readonly keyId: string;
  readonly privateKey: PrivateKey;
}

/** A user's keys: one for requests, one for proofs on what the user says (FEP-8b32), where there is one. */
export interface UserSigner extends Signer {
  readonly assertion?: Signer;
}

type InstanceSigner = Signer & { readonly publicKeyPem: string };

interface PemPair {
  readonly publicKeyPem: string;
  readonly privateKeyPem: string;
}

const SETTING = "instanceActorKey";
const CACHED = 1_000;
const CACHED_FOR = 300_000;

export class Signers {
  readonly #ctx: FederationContext;
  readonly #users: ExpiringMap<UserSigner>;
  #instance: Promise<InstanceSigner> | undefined;
  #instanceKey: InstanceSigner | undefined;

  constructor(ctx: FederationContext) {
    this.#ctx = ctx;
    this.#users = new ExpiringMap(CACHED, ctx.now);
  }

  /** The id of the instance actor. */
  get instanceActor(): string {
    return `${this.#ctx.instance.origin}/actor`;
  }

  /**
   * The instance actor's key, made at its first use and kept in `settings`. Where every call is a message of its own,
   * `makeInstanceKey` has to make it.
   * @throws {CoreError} `RemoteUnavailable` while that is under way
   */
  instance(): Promise<InstanceSigner> {
    if (this.#ctx.separateMessages === true) return this.#readInstance();
    this.#instance ??= this.#loadInstance().catch((error: unknown) => {
      this.#instance = undefined;
      throw error;
    });
    return this.#instance;
  }

  /**
   * The signer for the effects of an owner.
   * @throws {CoreError} `NotFound` when the user has no key any more
   */
  async of(owner: Owner): Promise<UserSigner> {
    if (owner === INSTANCE) return this.instance();
    const cached = this.#users.get(owner.toString());
    if (cached !== undefined) return cached;
    const found = await this.#ctx.store.view(owner, async (view) => {
      const account = await view.get(accounts, { id: owner });
      const pair = await view.get(keyPairs, { name: "main-key" });
      const assertion = await view.get(keyPairs, { name: "ed25519-key" });
      return account && pair && { uri: account.uri, pair, assertion };
    });
    if (found === undefined) throw new CoreError("NotFound", "This user has no key to sign with.");
    const { uri, pair, assertion } = found;
    const signer: UserSigner = {
      ...(await this.#signer(uri, pair)),
      ...(assertion !== undefined && { assertion: await this.#signer(uri, assertion) }),
    };
    this.#users.set(owner.toString(), signer, CACHED_FOR);
    return signer;
  }

  async #signer(
    uri: string,
    pair: { readonly name: string; readonly privateKeyPem: string },
  ): Promise<Signer> {
    const privateKey = await this.#ctx.crypto.importPrivateKey(pair.privateKeyPem);
    return { keyId: `${uri}#${pair.name}`, privateKey };
  }

  /** Makes the instance actor's key, unless there is one. */
  async makeInstanceKey(): Promise<void> {
    if ((await this.#stored()) === undefined) {
      await this.#create(await this.#ctx.keyCrypto.generateKeyPair("rsa-2048"));
    }
  }

  async #readInstance(): Promise<InstanceSigner> {
    if (this.#instanceKey !== undefined) return this.#instanceKey;
    const pair = await this.#stored();
    if (pair === undefined)
      throw new CoreError("RemoteUnavailable", "The key of this node is still being made.");
    this.#instanceKey = await this.#instanceSigner(pair);
    return this.#instanceKey;
  }

  async #loadInstance(): Promise<InstanceSigner> {
    const stored = await this.#stored();
    return this.#instanceSigner(
      stored ?? (await this.#create(await this.#ctx.keyCrypto.generateKeyPair("rsa-2048"))),
    );
  }

  async #stored(): Promise<PemPair | undefined> {
    const row = await this.#ctx.store.view(INSTANCE, (view) => view.get(settings, { key: SETTING }));
    return row && readPair(row.value);
  }

  async #instanceSigner({ publicKeyPem, privateKeyPem }: PemPair): Promise<InstanceSigner> {
    const privateKey = await this.#ctx.crypto.importPrivateKey(privateKeyPem);
    return { keyId: `${this.instanceActor}#main-key`, privateKey, publicKeyPem };
  }

  /** Stores the pair unless another process was first, and returns the one that is there. */
  async #create(made: PemPair): Promise<PemPair> {
    return this.#ctx.store.turn(INSTANCE, async (turn) => {
      const first = await turn.get(settings, { key: SETTING });
      if (first !== undefined) return readPair(first.value);
      const { publicKeyPem, privateKeyPem } = made;
      await turn.put(settings, { key: SETTING, value: { publicKeyPem, privateKeyPem } });
      return made;
    });
  }
}

function readPair(value: unknown): PemPair {
  if (typeof value === "object" && value !== null && "publicKeyPem" in value && "privateKeyPem" in value) {
    const { publicKeyPem, privateKeyPem } = value;
    if (typeof publicKeyPem === "string" && typeof privateKeyPem === "string")
      return { publicKeyPem, privateKeyPem };
  }
  throw new CoreError("Internal", "The setting instanceActorKey does not hold a key pair.");
}
