/** A host of journeys in one process: two nodes over any store engine, joined by a network that carries their signed requests. */

import type { HttpRequest, HttpResponse } from "../../context.ts";
import { START } from "../store/harness.ts";
import type { JourneyHost } from "./host.ts";
import { runNode, type JourneyCapabilities, type RunningNode } from "./runningNode.ts";
import type { User } from "../../user/user.ts";
import { JourneyError } from "./stage.ts";

export async function joinedNodes(lent: JourneyCapabilities): Promise<JourneyHost<User>> {
  const clock = { now: START };
  const running = new Map<string, RunningNode>();
  const carry = async (request: HttpRequest): Promise<HttpResponse> => {
    const [, , host = "", ...path] = request.url.split("/");
    const target = running.get(host);
    if (target === undefined) throw new JourneyError(`No such host: ${host}`);
    return target.handle({ ...request, url: `/${path.join("/")}` });
  };
  for (const host of ["here.example", "there.example"]) {
    running.set(host, await runNode(lent, host, clock, carry));
  }
  const [here, there] = [...running.values()];
  if (here === undefined || there === undefined) throw new JourneyError("The nodes did not start.");
  return {
    here: here.node,
    there: there.node,
    async settle() {
      const times = lent.performances ?? 1;
      while ((await work(here, clock.now, times)) || (await work(there, clock.now, times)));
    },
    async advance(millis) {
      clock.now += millis;
    },
    async close() {
      await here.close();
      await there.close();
    },
  };
}

/** @returns whether there was anything to do */
async function work({ store, performers }: RunningNode, now: number, times: number): Promise<boolean> {
  const due = await store.effects.claim({ now, limit: 100, leaseMillis: 60_000 });
  for (const it of due) {
    for (let time = 0; time < times; time += 1) {
      const outcome = await performers.get(it.kind)?.(it);
      // What has been done once may no longer be possible.
      if (time > 0 && outcome?.status === "permanent") continue;
      // On a network where nothing is lost and nobody is away, there is no excuse.
      if (outcome?.status !== "done") {
        const ending = outcome?.status ?? "nobody to perform it";
        throw new JourneyError(`${it.kind} ended with ${ending}: ${reason(outcome)}`);
      }
    }
    await store.effects.complete([it.id]);
  }
  return due.length > 0;
}

function reason(outcome: { readonly error?: string } | undefined): string {
  return outcome?.error ?? "";
}
