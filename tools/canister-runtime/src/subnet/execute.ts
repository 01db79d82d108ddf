/** Runs an entry point of a canister and keeps or rolls back what it changed; writes down what it cost. */
import type { Canister } from "../canister/canister.ts";
import { Execution, type ExecutionInput } from "../execution/execution.ts";
import { isReplicated } from "../execution/mode.ts";
import { run } from "../execution/run.ts";
import type { Trap } from "../execution/trap.ts";
import type { Instance } from "../wasm/instance.ts";
import { endFault, findFault } from "./fault-plan.ts";
import { Rehearsal } from "./rehearsal.ts";
import type { Subnet } from "./subnet.ts";

export interface Entry {
  /** As in {@link ExecutionRecord}. */
  name: string;
  /** The method whose answer a callback hears. */
  of?: string;
  run: (instance: Instance) => void;
}

export const exported = (name: string): Entry => ({ name, run: (instance) => instance.run(name) });

export interface Outcome {
  execution: Execution;
  trap: Trap | undefined;
}

/** Runs without a commit point of its own: the caller began one, and ends it. */
export function execute(
  subnet: Subnet,
  canister: Canister,
  instance: Instance,
  entry: Entry,
  input: ExecutionInput,
): Outcome {
  const execution = new Execution(canister, instance, subnet, input);
  const fault = findFault(subnet.faults, canister.key, entry.name, input.mode);
  execution.fault = fault === undefined ? undefined : { atCall: fault.atSystemCall };
  const places: string[] = [];
  const detailed = entry.of === undefined ? entry.name : `${entry.name} of ${entry.of}`;
  execution.strikes = subnet.faultSweep?.strikerOf(execution, detailed, places);
  const rehearsal = rehearsalOf(subnet, canister, instance, entry, input);
  execution.rehearse = rehearsal && (() => rehearsal.rehearse());
  const trap = run(execution, () => entry.run(instance));
  rehearsal?.end();
  if (fault !== undefined) endFault(subnet.faults, fault, execution.systemCalls);
  const { instructions } = execution;
  subnet.roundInstructions += instructions;
  subnet.executions.add({
    canisterId: canister.id,
    entry: entry.name,
    mode: input.mode,
    instructions,
    systemCalls: execution.systemCalls,
    rehearsed: rehearsal?.calls ?? 0,
    heapPages: instance.heap.touchedPages,
    stablePages: canister.stable.touchedPages,
    trap: trap?.message,
    places,
  });
  for (const line of execution.printed) canister.log.add(subnet.time, line);
  if (trap !== undefined) canister.log.add(subnet.time, new TextEncoder().encode(`[TRAP]: ${trap.message}`));
  return { execution, trap };
}

function rehearsalOf(
  subnet: Subnet,
  canister: Canister,
  instance: Instance,
  entry: Entry,
  { mode }: ExecutionInput,
): Rehearsal | undefined {
  if (!subnet.rehearsesTraps || !isReplicated(mode)) return undefined;
  // What a hook before this one has changed is not of this run, as with the two hooks of an upgrade.
  if (instance.heap.touchedPages > 0 || canister.stable.touchedPages > 0) return undefined;
  return new Rehearsal(canister, instance, entry.name);
}

/** Runs, and keeps the changes if it returned; rolls them back if it trapped. */
export function executeAndCommit(
  subnet: Subnet,
  canister: Canister,
  instance: Instance,
  entry: Entry,
  input: ExecutionInput,
): Outcome {
  begin(canister, instance);
  const outcome = execute(subnet, canister, instance, entry, input);
  if (outcome.trap === undefined) commit(canister, instance);
  else rollBack(canister, instance);
  return outcome;
}

export function begin(canister: Canister, instance: Instance): void {
  instance.begin();
  canister.stable.begin();
}

function commit(canister: Canister, instance: Instance): void {
  instance.commit();
  canister.stable.commit();
}

export function rollBack(canister: Canister, instance: Instance): void {
  instance.rollBack();
  canister.stable.rollBack();
}
