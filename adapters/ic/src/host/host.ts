/** What the domain needs of its host, as a canister gives it: store, clock, randomness, instance, and an outbox that performs effects. */

import {
  INSTANCE,
  settings as settingsTable,
  type Context,
  type Instance,
  type Json,
  type Schema,
} from "@mastic/core";
import { setTimer } from "../engine/timers.ts";
import { now } from "./clock.ts";
import { Outbox, type Performers } from "./outbox.ts";
import { Randomness } from "./randomness.ts";
import { openStableStore } from "../store/store.ts";
import { stableMemory } from "./stableMemory.ts";
import { ic } from "../engine/system.ts";

/** A canister's own settings, as JSON keeps them: what it was installed with. */
export type Settings = { readonly publicUrl: string; readonly [name: string]: Json | undefined };

export interface Host<S extends Settings> {
  readonly settings: S;
  readonly context: Context;
  readonly randomness: Randomness;
}

export interface HostOptions<S extends Settings, R> {
  /** The domain's tables and the canister's own. */
  readonly schema: Schema;
  readonly instance: (settings: S) => Instance;
  /** The canister's parts, built once the settings are known, and who of them performs which effects. */
  readonly build: (host: Host<S>) => { readonly parts: R; readonly performers: Performers };
}

const SETTING = "canister";
/** How many old rows get into new indexes in one message. */
const INDEXED = 500;

/** A canister between its installations: it is built when it is installed, and again after each upgrade. */
export class CanisterHost<S extends Settings, R> {
  readonly #options: HostOptions<S, R>;
  readonly #store;
  #parts: R | undefined;

  constructor(options: HostOptions<S, R>) {
    this.#options = options;
    this.#store = openStableStore({
      map: stableMemory(),
      schema: options.schema,
      clock: now,
      trap: (reason) => ic.trap(reason),
    });
  }

  /** What the methods work with. @throws {Error} before the installation */
  get parts(): R {
    if (this.#parts === undefined) throw new Error("The canister is not installed.");
    return this.#parts;
  }

  /** Keeps the settings, and starts. */
  async install(settings: S): Promise<void> {
    await this.#store.turn(INSTANCE, (turn) => turn.put(settingsTable, { key: SETTING, value: settings }));
    await this.#start(settings);
  }

  /** Starts with the settings of the installation. @throws {Error} when there are none: the upgrade does not happen */
  async upgrade(): Promise<void> {
    const row = await this.#store.view(INSTANCE, (view) => view.get(settingsTable, { key: SETTING }));
    if (row === undefined) throw new Error("There are no settings: was it installed?");
    await this.#start(row.value as S);
    setTimer(0, () => this.#buildIndexes());
  }

  async #buildIndexes(): Promise<void> {
    if (await this.#store.buildIndexes(INDEXED)) setTimer(0, () => this.#buildIndexes());
  }

  async #start(settings: S): Promise<void> {
    const randomness = new Randomness();
    const context: Context = {
      store: this.#store,
      instance: this.#options.instance(settings),
      now,
      random: (length) => randomness.take(length),
    };
    const { parts, performers } = this.#options.build({ settings, context, randomness });
    this.#parts = parts;
    await new Outbox(this.#store.effects, performers).start();
  }
}
