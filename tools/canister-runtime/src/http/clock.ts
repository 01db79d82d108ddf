// How time passes for a replica that is served: with the wall clock, so that timers run and requests expire
// as their senders expect; or only when a test moves it.
import type { Replica } from "./replica.ts";

/** Moves a replica's clock. */
export interface ReplicaClock {
  /** Brings the replica to the present, and executes what is due; one at a time. */
  readonly catchUp: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A clock that stands still unless somebody moves it. */
export const stillClock: ReplicaClock = { catchUp: async () => {}, stop: async () => {} };

/** A clock that follows the wall clock, and looks for what is due at an interval (milliseconds). */
export function wallClock(
  replica: Replica,
  interval: number,
  onError: (error: unknown) => void,
): ReplicaClock {
  let running: Promise<void> | undefined;
  const catchUp = (): Promise<void> => {
    running ??= replica.advanceTo(BigInt(Date.now()) * 1_000_000n).finally(() => {
      running = undefined;
    });
    return running;
  };
  const timer = setInterval(() => {
    catchUp().catch(onError);
  }, interval);
  timer.unref();
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await running?.catch(() => undefined);
  };
  return { catchUp, stop };
}
