/** Creating, starting, stopping and deleting canisters (interface specification). */
import type { Principal } from "@icp-sdk/core/principal";
import { prices } from "../cycles/prices.ts";
import { finishStopping, respond } from "../subnet/respond.ts";
import { rejection } from "../subnet/rejection.ts";
import * as candid from "./candid.ts";
import {
  changeOrigin,
  controlled,
  type ManagementCall,
  type ManagementMethod,
  refuse,
  reply,
} from "./method.ts";
import { type CandidSettings, newSettings } from "./settings.ts";

type Optional<T> = [] | [T];

/** Cycles that `provisional_create_canister_with_cycles` gives where no amount is asked for. */
const provisionalCycles = 100_000_000_000_000n;
const stopTimeout = 300_000_000_000n;

function create(
  call: ManagementCall,
  settings: Optional<CandidSettings>,
  cycles: bigint,
  version: Optional<bigint>,
  id?: Principal,
): Principal {
  const { subnet, request } = call;
  const canister = subnet.addCanister(newSettings(request.caller, settings[0]), cycles, id);
  const { controllers } = canister.settings;
  canister.history.add({
    time: subnet.time,
    version: canister.version,
    origin: changeOrigin(call, version[0]),
    details: { kind: "creation", controllers },
  });
  return canister.id;
}

interface CreateCanister {
  settings: Optional<CandidSettings>;
  sender_canister_version: Optional<bigint>;
}

export const createCanister: ManagementMethod = {
  argument: candid.createArgument,
  ingress: false,
  run: (call: ManagementCall, argument: CreateCanister) => {
    if (call.cycles < prices.createCanister) {
      refuse(
        "IC0403",
        `Creating a canister requires a fee of ${prices.createCanister} cycles, but only ${call.cycles} were attached`,
      );
    }
    const balance = call.cycles - prices.createCanister;
    const id = create(call, argument.settings, balance, argument.sender_canister_version);
    call.cycles = 0n;
    return reply(candid.canister, { canister_id: id });
  },
};

interface ProvisionalCreate extends CreateCanister {
  amount: Optional<bigint>;
  specified_id: Optional<Principal>;
}

export const provisionalCreate: ManagementMethod = {
  argument: candid.provisionalCreateArgument,
  ingress: true,
  run: (call: ManagementCall, argument: ProvisionalCreate) => {
    const [id] = argument.specified_id;
    if (id !== undefined && call.subnet.find(id) !== undefined) {
      refuse("IC0408", `the canister ${id.toText()} exists already`);
    }
    const [amount = provisionalCycles] = argument.amount;
    return reply(candid.canister, {
      canister_id: create(call, argument.settings, amount, argument.sender_canister_version, id),
    });
  },
};

export const provisionalTopUp: ManagementMethod = {
  argument: candid.topUpArgument,
  ingress: true,
  run: (call: ManagementCall, argument: { canister_id: Principal; amount: bigint }) => {
    const canister = call.subnet.find(argument.canister_id);
    if (canister === undefined) refuse("IC0301", `Canister ${argument.canister_id.toText()} not found`);
    canister.cycles += argument.amount;
    return reply();
  },
};

interface Target {
  canister_id: Principal;
}

export const startCanister: ManagementMethod = {
  argument: candid.canister,
  ingress: true,
  run: (call: ManagementCall, { canister_id }: Target) => {
    const canister = controlled(call, canister_id);
    const { status } = canister;
    if (status.kind === "stopping") {
      for (const { origin, cycles } of status.waiting) {
        const cancelled = rejection(
          "IC0511",
          `Canister ${canister_id.toText()} was started while it was stopping`,
        );
        respond(call.subnet, origin, cancelled, cycles);
      }
    }
    canister.status = { kind: "running" };
    canister.version += 1n;
    return reply();
  },
};

export const stopCanister: ManagementMethod = {
  argument: candid.canister,
  ingress: true,
  run: (call: ManagementCall, { canister_id }: Target) => {
    const canister = controlled(call, canister_id);
    if (canister.status.kind === "stopped") return reply();
    if (canister.status.kind === "running") {
      canister.status = { kind: "stopping", waiting: [] };
      canister.version += 1n;
    }
    const { origin } = call.request;
    canister.status.waiting.push({ origin, cycles: call.cycles, until: call.subnet.time + stopTimeout });
    finishStopping(call.subnet, canister);
    return undefined;
  },
};

export const deleteCanister: ManagementMethod = {
  argument: candid.canister,
  ingress: true,
  run: (call: ManagementCall, { canister_id }: Target) => {
    const canister = controlled(call, canister_id);
    if (call.callerCanister === canister) refuse("IC0512", "a canister cannot delete itself");
    if (canister.status.kind !== "stopped") {
      refuse("IC0510", `Canister ${canister_id.toText()} must be stopped before it is deleted`);
    }
    call.subnet.canisters.delete(canister.key);
    return reply();
  },
};
