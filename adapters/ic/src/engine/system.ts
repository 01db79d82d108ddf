/** The system calls of the Internet Computer, as Azle's engine offers them to JavaScript, with the types they have. */

/** `globalThis._azleIc` of Azle 0.33.0: what is here is what we use. Amounts of cycles go in as decimal text. */
export interface SystemApi {
  acceptMessage(): void;
  callRaw(
    resolveId: string,
    rejectId: string,
    canister: Uint8Array,
    method: string,
    argument: Uint8Array,
    cycles: string,
  ): void;
  canisterCycleBalance(): bigint;
  canisterSelf(): Uint8Array;
  certifiedDataSet(data: Uint8Array): void;
  dataCertificate(): Uint8Array | undefined;
  debugPrint(message: string): void;
  inReplicatedExecution(): boolean;
  isController(principal: Uint8Array): boolean;
  msgArgData(): Uint8Array;
  msgCaller(): Uint8Array;
  msgCyclesAccept(maximum: string): bigint;
  msgCyclesAvailable(): bigint;
  msgMethodName(): string;
  msgReject(message: string): void;
  msgReply(reply: Uint8Array): void;
  /** A call whose answer nobody waits for. It throws when it cannot be sent. */
  notifyRaw(canister: Uint8Array, method: string, argument: Uint8Array, cycles: string): void;
  performanceCounter(kind: number): bigint;
  stableBTreeMapInit(memory: number): void;
  stableBTreeMapContainsKey(memory: number, key: Uint8Array): boolean;
  stableBTreeMapGet(memory: number, key: Uint8Array): Uint8Array | undefined;
  stableBTreeMapInsert(memory: number, key: Uint8Array, value: Uint8Array): Uint8Array | undefined;
  stableBTreeMapRemove(memory: number, key: Uint8Array): Uint8Array | undefined;
  /** ns since the Unix epoch. */
  time(): bigint;
  trap(message: string): never;
}

declare global {
  var _azleIc: SystemApi | undefined;
}

function present(): SystemApi {
  if (globalThis._azleIc === undefined) throw new Error("This is no canister: there is no system API.");
  return globalThis._azleIc;
}

/** The system API of the canister this runs in. */
export const ic: SystemApi = present();
