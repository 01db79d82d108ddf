/** One whole core over a store engine, as a node of a journey. */

import type { CryptoPort } from "@mastic/http-signatures";
import {
  defaultLimits,
  type HttpRequest,
  type HttpResponse,
  type Instance,
  type KeyCrypto,
} from "../../context.ts";
import { createDirectory } from "../../directory/directory.ts";
import { homePerformers } from "../../directory/home/performers.ts";
import type { FederationContext } from "../../federation/context.ts";
import { createFederation } from "../../federation/federation.ts";
import type { Performer } from "../../federation/perform/outcome.ts";
import { mediaOf } from "../../read/statusView.ts";
import { accounts } from "../../schema/accounts.ts";
import { coreSchema } from "../../schema/schema.ts";
import { statuses } from "../../schema/statuses.ts";
import { notifications } from "../../schema/user.ts";
import { INSTANCE, type Store, type View } from "../../store/store.ts";
import { slidingMinute } from "../../user/rateLimit.ts";
import { createUser, type User } from "../../user/user.ts";
import type { OpenStore } from "../store/harness.ts";
import { MODERATOR, type JourneyNode, type SeenNotification } from "./host.ts";

/** What an engine's host lends to the journeys besides its store. */
export interface JourneyCapabilities {
  readonly open: OpenStore;
  readonly crypto: CryptoPort;
  readonly keyCrypto: KeyCrypto;
  readonly random: (length: number) => Uint8Array;
  /** How often each effect is performed: twice, as after a crash, must come to the same as once, which is the default. */
  readonly performances?: 1 | 2;
}

export interface RunningNode {
  readonly node: JourneyNode<User>;
  readonly store: Store;
  readonly performers: ReadonlyMap<string, Performer>;
  readonly handle: (request: HttpRequest) => Promise<HttpResponse>;
  readonly close: () => Promise<void>;
}

export async function runNode(
  lent: JourneyCapabilities,
  host: string,
  clock: { readonly now: number },
  fetch: FederationContext["fetch"],
): Promise<RunningNode> {
  const opened = await lent.open({ schema: coreSchema, clock: () => clock.now });
  const { store } = opened;
  const { crypto, keyCrypto, random } = lent;
  const instance = { ...settings, origin: `https://${host}`, host };
  const ctx = { store, instance, now: () => clock.now, random, fetch, crypto, keyCrypto };
  const directory = createDirectory(ctx);
  await directory.setUp({ initialModerator: MODERATOR });
  const federation = createFederation(ctx);
  const rateLimit = slidingMinute(instance.limits.actionsPerMinute);
  const isModerator = (principal: string) => directory.isModerator(principal);
  const look = <R>(read: (view: View) => Promise<R>) => store.view(INSTANCE, read);
  const findStatus = (view: View, uri: string) => view.find(statuses, "uri", { uri });
  return {
    store,
    performers: new Map<string, Performer>(
      Object.entries({ ...federation.perform, ...homePerformers(ctx, keyCrypto) }),
    ),
    close: () => opened.close(),
    async handle(request) {
      const answer = await federation.handle(request);
      return answer !== undefined && "status" in answer ? answer : notFound;
    },
    node: {
      origin: instance.origin,
      host,
      directory,
      async user(handle) {
        const { id } = await directory.getUser({ handle });
        return createUser({ ...ctx, owner: id, gather: federation.gather, rateLimit, isModerator });
      },
      account: (uri) => look((view) => view.find(accounts, "uri", { uri })),
      status: (uri) => look((view) => findStatus(view, uri)),
      media: (uri) =>
        look(async (view) => {
          const status = await findStatus(view, uri);
          return status === undefined ? [] : mediaOf(view, status.id);
        }),
      async notifications(handle) {
        const { id } = await directory.getUser({ handle });
        return store.view(id, notificationsIn);
      },
    },
  };
}

async function notificationsIn(view: View): Promise<SeenNotification[]> {
  const { rows } = await view.scan(notifications, { limit: 100 });
  const seen: SeenNotification[] = [];
  for (const { type, accountId, statusId } of rows) {
    const from = await view.get(accounts, { id: accountId });
    const status = statusId === null ? undefined : await view.get(statuses, { id: statusId });
    seen.push({ type, from: from?.uri ?? "nobody", statusUri: status?.uri ?? null });
  }
  return seen;
}

const settings: Instance = {
  origin: "",
  host: "",
  title: "Mastic",
  description: "",
  contactEmail: null,
  version: "0.1.0",
  registrations: "open",
  limits: defaultLimits,
  authorizedFetch: false,
};

const notFound: HttpResponse = { status: 404, headers: {}, body: new Uint8Array() };
