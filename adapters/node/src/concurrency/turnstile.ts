/** Lets so much expensive work in at the same time, and so much wait: the rest is told to come back. */

export type Turnstile = <R>(work: () => Promise<R>) => Promise<R>;

/** @param busy the error for those who find the waiting room full. */
export function turnstile(concurrency: number, maxWaiting: number, busy: () => Error): Turnstile {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < concurrency) running += 1;
    else if (waiting.length >= maxWaiting) throw busy();
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The place goes from hand to hand, so that nobody new slips in between.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
