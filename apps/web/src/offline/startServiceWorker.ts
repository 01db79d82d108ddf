/** Keeps the app on the device, once it has nothing better to do. */

const WORKER = "/service-worker.js";
/** The first load is not made slower by it; what a busy node did not give is asked for again. */
const AFTER_MILLIS = [3_000, 10_000, 60_000];

export async function startServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  for (const millis of AFTER_MILLIS) {
    await new Promise((resolve) => setTimeout(resolve, millis));
    if (await isInstalled()) return;
  }
  // Where it cannot be kept, the app works all the same.
}

/** One file that does not come, and a browser drops the whole worker without ever trying again for this page. */
async function isInstalled(): Promise<boolean> {
  try {
    const registration = await navigator.serviceWorker.register(WORKER);
    const { installing } = registration;
    if (installing?.state === "installing") {
      await new Promise((resolve) => {
        installing.addEventListener("statechange", resolve, { once: true });
      });
    }
    return (registration.waiting ?? registration.active) !== null;
  } catch {
    return false;
  }
}
