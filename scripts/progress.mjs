/** Lines that say what is going on, on standard error: standard output belongs to what the user asked for. */

/**
 * Says that `what` starts, does it, and says how it ended.
 * @param {string} what
 * @param {() => Promise<number>} work resolves to an exit code, which is passed on
 */
export async function step(what, work) {
  const start = Date.now();
  console.error(`mastic: ${what} ...`);
  const code = await work();
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.error(
    code === 0
      ? `mastic: done in ${seconds} s`
      : `mastic: that failed after ${seconds} s (exit code ${code})`,
  );
  return code;
}
