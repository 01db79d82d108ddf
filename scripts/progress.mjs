/** Lines that say what is going on, on standard error: standard output belongs to what the user asked for. */

/** So long nothing is said at most. */
const SILENCE = 10_000;

/**
 * Says that `what` starts, does it, and says how it ended. In between it says what `work` says, and every ten seconds
 * without a word how far things are.
 *
 * @typedef {(line: string) => void} Say says a line, with the time since the start
 * @param {string} what
 * @param {(say: Say) => Promise<number>} work resolves to an exit code, which is passed on
 * @param {() => string} howFar for the long waits
 */
export async function step(what, work, howFar = () => "still at it") {
  const start = Date.now();
  const elapsed = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  let lastSaid = start;
  /** @param {string} line */
  const say = (line) => {
    lastSaid = Date.now();
    console.error(`mastic: ${elapsed().padStart(9)}  ${line}`);
  };
  const pulse = setInterval(() => {
    if (Date.now() - lastSaid >= SILENCE) say(howFar());
  }, SILENCE / 10);
  console.error(`mastic: ${what} ...`);
  try {
    const code = await work(say);
    console.error(
      code === 0
        ? `mastic: done in ${elapsed()}`
        : `mastic: that failed after ${elapsed()} (exit code ${code})`,
    );
    return code;
  } finally {
    clearInterval(pulse);
  }
}
