/**
 * What the engine lacks, set up before anything else runs: every canister imports this module first.
 *
 * Azle's own set-up is left out, because it defines `URL`, `fetch` and others as getters that throw, brings 600 kB
 * of character tables, and offers a random source that is not random in a fresh canister. None of them is there now.
 */

import { parseBounded } from "./json.ts";
import { settle } from "./pendingCalls.ts";
import { ic } from "./system.ts";
import { Utf8Decoder, Utf8Encoder } from "./utf8.ts";

const print = (...values: unknown[]): void => ic.debugPrint(values.map(String).join(" "));

/** What Azle's native side tells its JavaScript side: which callbacks are no longer needed. */
function dispatch(action: { readonly type: string; readonly payload: unknown }): void {
  if (action.type === "DELETE_AZLE_RESOLVE_CALLBACK") settle(String(action.payload));
}

JSON.parse = parseBounded;
Object.assign(globalThis, {
  _azleDispatch: dispatch,
  TextDecoder: Utf8Decoder,
  TextEncoder: Utf8Encoder,
  console: { log: print, info: print, warn: print, error: print, debug: print },
});
