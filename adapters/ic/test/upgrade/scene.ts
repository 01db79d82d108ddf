/** Who acts while a node is upgraded: people elsewhere, and users who follow one of them and one another beforehand. */

import { Principal } from "@icp-sdk/core/principal";
import { userSchema } from "../../src/user/tables.ts";
import type { PopulatedNode } from "../population/populatedNode.ts";
import type { NamedRow } from "../population/rows.ts";
import { person } from "../support/canisterNode.ts";
import type { RemotePerson, RemoteServer } from "../support/remoteServer.ts";
import { rowsOf } from "../support/rowsOf.ts";
import { STRANGER_NAMES, uriOf, type Scene } from "./arrivals.ts";
import type { Ingress } from "./ingress.ts";

const FANS = 3;
const SECOND_MS = 1_000;

/** @throws Error if somebody's follow is not accepted */
export async function sceneOf(
  populated: PopulatedNode,
  there: RemoteServer,
  ingress: Ingress,
): Promise<Scene> {
  const { node, homes } = populated;
  const writer = there.person("writer");
  const fans = [...homes.keys()].slice(1, 1 + FANS);
  for (const fan of fans) {
    const home = homes.get(fan);
    if (home === undefined) throw new Error(`There is no ${fan}.`);
    for (const handle of ["template", `@writer@${new URL(there.origin).host}`]) {
      const followed = await node.user(home, person(fan)).follow_user({ handle });
      if ("Err" in followed) throw new Error(`${fan} follows ${handle}: ${JSON.stringify(followed.Err)}`);
    }
    await node.settle();
    await node.runtime.advanceTime(SECOND_MS);
    await node.settle();
  }
  await acceptAll(populated, there, writer);
  const rows = new Map<string, readonly NamedRow[]>();
  for (const [handle, home] of [["author", populated.author] as const, ...homes])
    rows.set(handle, await rowsOf(node.runtime, home, userSchema));
  const liked = new Map([...homes.keys()].map((handle) => [handle, ownStatus(handle, rows.get(handle))]));
  const strangers = STRANGER_NAMES.map((name) => there.person(name));
  return { populated, ingress, writer, strangers, fans, liked, rows };
}

function ownStatus(handle: string, rows: readonly NamedRow[] = []): string {
  const uris = rows.filter(([table]) => table === "statuses").map(([, row]) => String(row["uri"]));
  const own = uris.find((uri) => uri.startsWith(`${uriOf(handle)}/`));
  if (own === undefined) throw new Error(`${handle} has posted nothing.`);
  return own;
}

async function acceptAll({ node }: PopulatedNode, there: RemoteServer, writer: RemotePerson): Promise<void> {
  const follows = there.arrived
    .map(({ body }) => JSON.parse(new TextDecoder().decode(body)) as { readonly type: string })
    .filter(({ type }) => type === "Follow");
  if (follows.length !== FANS) throw new Error(`${follows.length} follows have been delivered.`);
  const gateway = node.federation(Principal.anonymous());
  for (const follow of follows) {
    const accept = writer.activity("Accept", follow);
    const request = await writer.posts("/inbox", accept, await node.runtime.getTime());
    const { status_code } = await gateway.http_request_update(request);
    if (status_code !== 202) throw new Error(`The Accept is answered ${status_code}.`);
    await node.settle();
  }
}
