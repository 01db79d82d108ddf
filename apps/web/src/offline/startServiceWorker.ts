/** Keeps the app on the device, once it has nothing better to do. */

const WORKER = "/service-worker.js";
/** The first load is not made slower by it. */
const AFTER_MILLIS = 3_000;

export function startServiceWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  setTimeout(() => {
    // Where it cannot be kept, the app works all the same.
    navigator.serviceWorker.register(WORKER).catch(() => undefined);
  }, AFTER_MILLIS);
}
