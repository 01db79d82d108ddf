/** Which node the app shows: the one that this page came from, or the server that its address names (decisions/027, decisions/028). */

import { doorPath, guestHost, type ElsewherePort } from "../ports/elsewhere.ts";
import type { NodePorts, ServerPorts } from "../ports/node.ts";
import { nodeServer } from "./node/node.ts";
import { OWN_SESSION } from "./sessionKeeper.ts";

const SESSION = `${OWN_SESSION}@`;

const elsewhere: ElsewherePort = {
  signedIn: () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(SESSION))
      .map((key) => key.slice(SESSION.length))
      .sort(),
  async signIn(address) {
    const { signInTo } = await import("./elsewhere/signInTo.ts");
    await signInTo(address);
  },
};

/** @returns undefined where the browser is on its way to another page */
export async function nodeHere(): Promise<NodePorts | undefined> {
  const guestAt = guestHost(location.pathname);
  if (guestAt === undefined) return { ...(await ownNode()), guestAt, elsewhere };
  const { serverElsewhere } = await import("./elsewhere/node.ts");
  const server = serverElsewhere(guestAt);
  if (server !== undefined) return { ...server, guestAt, elsewhere };
  location.replace(doorPath(guestAt));
  return undefined;
}

/** A node of canisters says so in the page itself. */
async function ownNode(): Promise<ServerPorts> {
  const place = document.querySelector<HTMLMetaElement>("meta[name=mastic-canisters]")?.content;
  if (place === undefined) return nodeServer();
  // What talks to canisters is larger than the app, and of no use on a server.
  const { internetComputer } = await import("./ic/node.ts");
  return internetComputer(place);
}
