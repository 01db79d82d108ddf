/**
 * PocketIC as a host of canisters: an instance of `@dfinity/pic` 0.23 with what it leaves to its users. It answers HTTP
 * outcalls by a handler, also while a call waits for them, and knows when nothing is left to do.
 */
import type { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { createActor, type Actor } from "./actor.ts";
import type { CallOptions, CanisterHost, SetupCanisterOptions } from "./canister-host.ts";
import { CanisterRuntimeError } from "./error.ts";
import type { OutcallHandler } from "./outcalls/handler.ts";
import type { OutcallMethod } from "./outcalls/outcall.ts";

/** An outcall as `getPendingHttpsOutcalls` of the package tells it. */
interface PendingOutcall {
  readonly subnetId: Principal;
  readonly requestId: number;
  readonly httpMethod: string;
  readonly url: string;
  readonly headers: [string, string][];
  readonly body: Uint8Array;
  readonly maxResponseBytes?: number;
}

/** What `submitCall` of the package gives, and `awaitCall` takes. */
interface Submitted {
  readonly effectivePrincipal: { readonly subnetId: Principal } | { readonly canisterId: Principal } | null;
  readonly messageId: unknown;
}

interface Answer {
  readonly body: Uint8Array;
}

/** As much of an instance as is used here. `client` is what its own functions call; it is not part of its types. */
export interface PocketIcInstance extends Omit<
  CanisterHost,
  "getCyclesBalance" | "addCycles" | "runUntilQuiet"
> {
  readonly client: {
    submitCall(call: {
      canisterId: Principal;
      sender: Principal;
      method: string;
      payload: Uint8Array;
    }): Promise<Submitted>;
    /** `null` until the call is answered. */
    ingressStatus(of: {
      messageId: { effective_principal: unknown; message_id: unknown };
      caller?: Principal;
    }): Promise<Answer | null>;
  };
  getCyclesBalance(canisterId: Principal): Promise<number | bigint>;
  addCycles(canisterId: Principal, amount: number | bigint): Promise<number | bigint>;
  getPendingHttpsOutcalls(): Promise<PendingOutcall[]>;
  mockPendingHttpsOutcall(answer: {
    subnetId: Principal;
    requestId: number;
    response:
      | { type: "success"; statusCode: number; headers: [string, string][]; body: Uint8Array }
      | { type: "reject"; statusCode: number; message: string };
  }): Promise<void>;
}

/** Rounds without an outcall after which nothing more is expected: what canisters ask each other takes a few each. */
const QUIET_ROUNDS = 100;
/** Rounds after which a call counts as never answered. */
const MOST_ROUNDS = 10_000;
/** `SYS_TRANSIENT`, for what the handler throws. */
const TRANSIENT = 2;

/** @param stop ends the server, once the instance is torn down */
export function pocketIcHost(
  instance: PocketIcInstance,
  outcalls: OutcallHandler | undefined,
  stop: () => Promise<void>,
): CanisterHost {
  /** Those that the handler works on: while it does, it may call canisters. */
  const underWay = new Set<number>();

  /** One round, and the answers to what canisters ask the world. @returns whether there was any such question */
  async function round(): Promise<boolean> {
    await instance.tick();
    if (outcalls === undefined) return false;
    const waiting = await instance.getPendingHttpsOutcalls();
    const fresh = waiting.filter(({ requestId }) => !underWay.has(requestId));
    for (const outcall of fresh) await answer(outcall, outcalls);
    return fresh.length > 0;
  }

  async function answer(outcall: PendingOutcall, handler: OutcallHandler): Promise<void> {
    const { subnetId, requestId, httpMethod, url, headers, body, maxResponseBytes = 2_000_000 } = outcall;
    underWay.add(requestId);
    const method = httpMethod as OutcallMethod; // GET, HEAD or POST: the package knows no others
    const request = { id: requestId, url, method, headers, body, maxResponseBytes, isReplicated: false };
    const response = await handler(request).then(
      ({ status, ...rest }) => ({ type: "success", statusCode: status, ...rest }) as const,
      (error: unknown) => ({ type: "reject", statusCode: TRANSIENT, message: String(error) }) as const,
    );
    await instance.mockPendingHttpsOutcall({ subnetId, requestId, response });
    underWay.delete(requestId);
  }

  async function updateCall({ canisterId, method, arg, sender }: CallOptions): Promise<Uint8Array> {
    const caller = sender ?? Principal.anonymous();
    const payload = arg ?? new Uint8Array();
    const submitted = await instance.client
      .submitCall({ canisterId, sender: caller, method, payload })
      .catch(refuse("not_accepted"));
    const messageId = {
      effective_principal: encodePrincipal(submitted.effectivePrincipal),
      message_id: submitted.messageId,
    };
    for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
      const reply = await instance.client.ingressStatus({ messageId, caller }).catch(refuse("rejected"));
      if (reply !== null) return reply.body;
      await round();
    }
    throw new CanisterRuntimeError("not_answered", `"${method}" is not answered after ${MOST_ROUNDS} rounds`);
  }

  async function queryCall(options: CallOptions): Promise<Uint8Array> {
    return instance.queryCall(options).catch(refuse("rejected"));
  }

  const actorOf = <T extends object>(idlFactory: IDL.InterfaceFactory, canisterId: Principal): Actor<T> =>
    createActor<T>(idlFactory, ({ query, ...call }) =>
      query ? queryCall({ ...call, canisterId }) : updateCall({ ...call, canisterId }),
    );

  // Everything else is the instance's own, found through the prototype.
  return Object.assign(Object.create(instance) as PocketIcInstance, {
    updateCall,
    queryCall,
    createActor: actorOf,
    async setupCanister<T extends object>(options: SetupCanisterOptions) {
      const canisterId = await instance.createCanister(options);
      await instance.installCode({ ...options, canisterId });
      return { actor: actorOf<T>(options.idlFactory, canisterId), canisterId };
    },
    async runUntilQuiet() {
      for (let quiet = 0; quiet < QUIET_ROUNDS;) quiet = (await round()) ? 0 : quiet + 1;
    },
    getCyclesBalance: async (id: Principal) => BigInt(await instance.getCyclesBalance(id)),
    addCycles: async (id: Principal, amount: number | bigint) =>
      BigInt(await instance.addCycles(id, BigInt(amount))),
    async tearDown() {
      await instance.tearDown();
      await stop();
    },
  });
}

function encodePrincipal(principal: Submitted["effectivePrincipal"]): unknown {
  if (principal === null) return "None";
  const base64 = (id: Principal): string => Buffer.from(id.toUint8Array()).toString("base64");
  return "subnetId" in principal
    ? { SubnetId: base64(principal.subnetId) }
    : { CanisterId: base64(principal.canisterId) };
}

/** The package tells of a rejection in the text of an error. */
const refuse =
  (code: "rejected" | "not_accepted") =>
  (error: unknown): never => {
    throw rejected(error, code);
  };

function rejected(error: unknown, code: "rejected" | "not_accepted"): unknown {
  const text = error instanceof Error ? error.message : "";
  const found = /^Canister call failed: (.*)\. Reject code: (\d+)\. Error code: (\d+)\./s.exec(text);
  if (found === null) return error;
  const [, rejectMessage = "", rejectCode = "", number = ""] = found;
  const errorCode = `IC${number.padStart(4, "0")}`;
  return new CanisterRuntimeError(code, `${rejectMessage} (${errorCode})`, {
    rejectCode: Number(rejectCode),
    rejectMessage,
    errorCode,
  });
}
