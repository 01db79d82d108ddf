/** Begins a sign-in at another server: finds it, becomes a client of it, and leaves for its page. */

import { basePath, ElsewhereError } from "../../ports/elsewhere.ts";
import { SessionError } from "../../ports/session.ts";
import { beginSignIn } from "../node/oauth.ts";
import { readAddress } from "./address.ts";
import { discover } from "./discovery.ts";
import { asServer, rememberServer } from "./knownServers.ts";

/** @param written what somebody wrote @throws {ElsewhereError} @throws {SessionError} `insecure_context` */
export async function signInTo(written: string): Promise<void> {
  const address = readAddress(written);
  if (address === undefined) throw new ElsewhereError("bad_address", "No server has such an address.");
  const here = (host: string): void => {
    if (host === location.host) throw new ElsewhereError("here", "The app came from this server.", host);
  };
  here(address.host);
  const known = await discover(address);
  here(known.host);
  const page = await beginSignIn(asServer(known), `${basePath(known.host)}/home`).catch((error: unknown) => {
    if (!(error instanceof SessionError) || error.code === "insecure_context") throw error;
    throw new ElsewhereError(error.code === "offline" ? "unreachable" : "refused", error.message, known.host);
  });
  rememberServer(known);
  location.assign(page);
}
