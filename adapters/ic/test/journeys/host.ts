/** Two nodes of canisters on one network, which reach each other by HTTP outcalls and gateways: a host of the journeys. */

import type { JourneyHost, JourneyNode, SeenNotification } from "@mastic/core/contract";
import type { CanisterHost, OutcallHandler } from "@mastic/canister-runtime";
import { startCanisterHost } from "@mastic/canister-runtime/pocket-ic";
import { Principal } from "@icp-sdk/core/principal";
import { installNode, type CanisterNode, type NodeOptions } from "../support/canisterNode.ts";
import { apiCall, type AccountEntity, type NotificationEntity, type StatusEntity } from "./apiCall.ts";
import { journeyDirectory } from "./directory.ts";
import { People } from "./people.ts";
import { journeyUser, profileOf, seenByApi, seenMedia, type HomePlace } from "./user.ts";

const HOSTS = ["here.example", "there.example"] as const;
/** The stories begin at the same time on every host. */
const START = Date.UTC(2026, 10, 16);

/** In the runtime, or on PocketIC where `POCKET_IC_BIN` names its server. */
export interface CanisterJourneyHost<Host extends CanisterHost = CanisterHost> extends JourneyHost {
  /** The canisters of `here`, for stories that are theirs alone. */
  readonly canisters: CanisterNode<Host>;
  /** The canisters of `there`. */
  readonly canistersThere: CanisterNode<Host>;
}

/** @param options of both Directories; sign-ups are free unless they say otherwise */
export async function canisterNodes(wanted: Pick<NodeOptions, "options"> = {}): Promise<CanisterJourneyHost> {
  return nodesOn(async (host) => (await startCanisterHost(host)).host, wanted);
}

/** @param start starts what the canisters run in */
export async function nodesOn<Host extends CanisterHost>(
  start: (options: { time: number; outcalls: OutcallHandler }) => Promise<Host>,
  { options }: Pick<NodeOptions, "options"> = {},
): Promise<CanisterJourneyHost<Host>> {
  const nodes = new Map<string, CanisterNode<Host>>();
  const runtime = await start({ time: START, outcalls: betweenNodes(nodes) });
  const people = new People();
  for (const host of HOSTS) {
    const publicUrl = `https://${host}`;
    nodes.set(host, await installNode(runtime, { publicUrl, ...(options && { options }) }));
  }
  const [here, there] = [...nodes].map(([host, node]) => journeyNode(node, host, people));
  const [canisters, canistersThere] = nodes.values();
  if (here === undefined || there === undefined || canisters === undefined || canistersThere === undefined)
    throw new Error("The nodes did not start.");
  const settle = async () => {
    await runtime.runUntilQuiet();
    // Each canister counts its own ids: at one time, two would give the same to different things.
    await runtime.advanceTime(1);
  };
  await settle();
  return {
    here,
    there,
    canisters,
    canistersThere,
    settle,
    advance: (millis) => runtime.advanceTime(millis),
    close: () => runtime.tearDown(),
  };
}

/** Carries an outcall to the other node's Federation, as a boundary node does. */
function betweenNodes(nodes: ReadonlyMap<string, CanisterNode<CanisterHost>>): OutcallHandler {
  return async ({ url, method, headers, body }) => {
    const { host, pathname, search } = new URL(url);
    const node = nodes.get(host);
    if (node === undefined) throw new Error(`There is no ${host}.`);
    const answer = await node.federation(Principal.anonymous()).http_request_update({
      method,
      url: pathname + search,
      headers: [...headers.filter(([name]) => name.toLowerCase() !== "host"), ["host", host]],
      body,
      certificate_version: [],
    });
    return { status: answer.status_code, headers: answer.headers, body: Uint8Array.from(answer.body) };
  };
}

function journeyNode(node: CanisterNode<CanisterHost>, host: string, people: People): JourneyNode {
  const origin = `https://${host}`;
  const directory = journeyDirectory(node, people);

  async function homeOf(owner: string): Promise<HomePlace | undefined> {
    const me = await node.as(people.principal(owner)).whoami();
    if (!("Ok" in me)) return undefined;
    const [canister] = me.Ok.user_canister;
    return canister && { node, people, origin, handle: me.Ok.handle, canister, owner };
  }
  async function homes(): Promise<HomePlace[]> {
    const found = await Promise.all(people.all.map(homeOf));
    return found.filter((it) => it !== undefined);
  }
  async function homeCalled(handle: string): Promise<HomePlace> {
    const home = (await homes()).find((it) => it.handle === handle);
    if (home === undefined) throw new Error(`${handle} has no home.`);
    return home;
  }
  const owned = (home: HomePlace) => home.node.user(home.canister, people.principal(home.owner));
  /** A local status at its author's home; one from elsewhere in whose feed it is. */
  async function status(uri: string): Promise<StatusEntity | undefined> {
    const author = uri.startsWith(`${origin}/users/`)
      ? uri.slice(origin.length + 7).split("/")[0]
      : undefined;
    for (const home of await homes()) {
      if (author !== undefined && home.handle !== author) continue;
      if (author !== undefined) {
        const id = uri.slice(uri.lastIndexOf("/") + 1);
        return apiCall<StatusEntity>(owned(home), "GET", `/api/v1/statuses/${id}`).catch(() => undefined);
      }
      const feed = await apiCall<StatusEntity[]>(owned(home), "GET", "/api/v1/timelines/home?limit=40");
      const entry = feed.flatMap((it) => [it, ...(it.reblog === null ? [] : [it.reblog])]);
      const found = entry.find((it) => it.uri === uri);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return {
    origin,
    host,
    directory,
    user: async (handle) => journeyUser(await homeCalled(handle)),
    async account(uri) {
      const handle = uri.slice(uri.lastIndexOf("/") + 1);
      const address = `${handle}@${new URL(uri).host}`;
      for (const home of await homes()) {
        const found = await apiCall<AccountEntity>(
          owned(home),
          "GET",
          `/api/v1/accounts/lookup?acct=${address}`,
        ).catch(() => undefined);
        if (found !== undefined) return profileOf(found);
      }
      return undefined;
    },
    async status(uri) {
      const found = await status(uri);
      return found === undefined ? undefined : seenByApi(origin, found);
    },
    async media(uri) {
      for (const home of await homes()) {
        const reply = await owned(home).read_feed({ offset: 0n, limit: 50n });
        const item = "Ok" in reply ? reply.Ok.find((it) => it.status.uri === uri) : undefined;
        if (item !== undefined) return item.status.media.map((it) => seenMedia(origin, it));
      }
      return [];
    },
    async notifications(handle): Promise<SeenNotification[]> {
      const home = await homeCalled(handle);
      const entities = await apiCall<NotificationEntity[]>(
        owned(home),
        "GET",
        "/api/v1/notifications?limit=80",
      );
      return entities.toReversed().map((it) => ({
        type: it.type as SeenNotification["type"],
        from: it.account.uri,
        statusUri: it.status?.uri ?? null,
      }));
    },
  };
}
