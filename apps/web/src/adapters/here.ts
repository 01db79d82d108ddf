/** Which kind of node this page came from: one of canisters says so in the page itself (decisions/027). */

import type { NodePorts } from "../ports/node.ts";
import { nodeServer } from "./node/node.ts";

export async function nodeHere(): Promise<NodePorts> {
  const place = document.querySelector<HTMLMetaElement>("meta[name=mastic-canisters]")?.content;
  if (place === undefined) return nodeServer();
  // What talks to canisters is larger than the app, and of no use on a server.
  const { internetComputer } = await import("./ic/node.ts");
  return internetComputer(place);
}
