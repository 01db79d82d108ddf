/** A canister that has nothing but the store, to be tried and measured: it runs steps that it is told as JSON. */

import "../../src/engine/globals.ts";
import { runMessage } from "../../src/engine/message.ts";
import { ic } from "../../src/engine/system.ts";
import { stableMemory } from "../../src/host/stableMemory.ts";
import { openStableStore, type StableStore } from "../../src/store/store.ts";
import { steps, type Step } from "./steps.ts";
import { schema } from "./tables.ts";

let store: StableStore | undefined;

function open(): void {
  store = openStableStore({
    map: stableMemory(),
    schema,
    clock: () => Number(ic.time() / 1_000_000n),
    trap: (reason) => ic.trap(reason),
  });
}

const counter = (): number => Number(ic.performanceCounter(0));

const run = () =>
  runMessage(async () => {
    if (store === undefined) throw new Error("The store is not open.");
    const step = JSON.parse(new TextDecoder().decode(ic.msgArgData())) as Step;
    const answer: unknown = await steps[step.name](store, step, counter);
    ic.msgReply(new TextEncoder().encode(JSON.stringify(answer ?? null)));
  });

const callbacks = {
  "0": run,
  "1": run,
  "2": () => runMessage(open),
  "3": () => runMessage(open),
  "4": () => ic.acceptMessage(),
};
Object.assign(globalThis, { _azleCanisterClassMeta: { callbacks } });
