/** A canister that runs the tests of the libraries that are bundled with it, as many at a time as one message may. */

import { count, run } from "../../../../scripts/engines/harness.ts";
import { runMessage } from "../../src/engine/message.ts";
import { ic } from "../../src/engine/system.ts";

/** What a message may begin another test below: a twentieth of what it may take in all. */
const INSTRUCTIONS = 2_000_000_000n;

/** What a message of tests comes to. */
export interface Progress {
  /** The test to go on with. */
  readonly next: number;
  /** How many there are. */
  readonly count: number;
  readonly failures: readonly string[];
}

async function runFrom(first: number): Promise<Progress> {
  const failures: string[] = [];
  let next = first;
  do {
    const failure = await run(next);
    if (failure !== undefined) failures.push(failure);
    next += 1;
  } while (next < count() && ic.performanceCounter(0) < INSTRUCTIONS);
  return { next, count: count(), failures };
}

const callbacks = {
  "0": () =>
    runMessage(async () => {
      const first = Number(new TextDecoder().decode(ic.msgArgData()));
      ic.msgReply(new TextEncoder().encode(JSON.stringify(await runFrom(first))));
    }),
  "1": () => undefined,
  "2": () => ic.acceptMessage(),
};
Object.assign(globalThis, { _azleCanisterClassMeta: { callbacks } });
