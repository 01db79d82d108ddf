/**
 * The app without a network: its own files, and its page where the node cannot be reached (Service Workers). Answers of the
 * API never come here: what of them is kept belongs to a session (src/offline).
 */

declare const self: ServiceWorkerGlobalScope;
/** What the build wrote, and a name for just that; put here by build/serviceWorker.ts. */
declare const SHELL: {
  readonly version: string;
  readonly files: readonly string[];
  /** Besides, on a node of canisters. */
  readonly forCanisters: readonly string[];
};

const { version, files, forCanisters } = SHELL;
const all = [...files, ...forCanisters];
const PREFIX = "mastic.shell.";
const NAME = PREFIX + version;
const PAGE = "/home";
/** The same page, with a Content-Security-Policy that lets other servers be reached (decisions/028). */
const GUEST_PAGE = "/elsewhere";
/** Pages of the node that are not the app: without a network they cannot be shown. */
const NOT_THE_APP = /^\/(?:api|auth|oauth|settings\/(?:delete|password)|authorize_interaction)\b/;

/** There is one answer for each, whatever else the node could have answered. */
const kept = async (path: string): Promise<Response | undefined> =>
  (await caches.open(NAME)).match(path, { ignoreVary: true });

// A new app waits until the old one is closed everywhere: nothing changes under anybody's hands.
self.addEventListener("install", (event) => event.waitUntil(keepShell()));
self.addEventListener("activate", (event) => event.waitUntil(dropOldShells()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (!NOT_THE_APP.test(pathname)) event.respondWith(pageOf(request));
  } else if (all.includes(pathname)) {
    event.respondWith(kept(pathname).then((file) => file ?? fetch(request)));
  }
});

async function keepShell(): Promise<void> {
  const shell = await caches.open(NAME);
  const pages = [PAGE, GUEST_PAGE].map(
    (path) => new Request(path, { headers: { accept: "text/html" }, cache: "no-cache" }),
  );
  await shell.addAll([...pages, ...files]);
  // The page says where it is (decisions/027).
  const text = (await (await kept(PAGE))?.text()) ?? "";
  if (text.includes('name="mastic-canisters"')) await shell.addAll([...forCanisters]);
}

async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The node decides what stands at an address, as long as it answers. */
async function pageOf(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const page = await kept(/^\/elsewhere(?:\/|$)/.test(new URL(request.url).pathname) ? GUEST_PAGE : PAGE);
    if (page === undefined) throw error;
    return page;
  }
}
